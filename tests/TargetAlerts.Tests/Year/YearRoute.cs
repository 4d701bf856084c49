using TargetAlerts.Delivery;

namespace TargetAlerts.Tests.Year;

internal enum RelayMood { Well, Refusing, Busy, LoginRefused }

internal enum Answer { Accepted, Busy, Refused, Lost }

/// <summary>How one message fared with the relay.</summary>
internal sealed class Fare
{
    public required ReadMail Mail { get; init; }

    public required byte[] Bytes { get; init; }

    public List<Answer> Answers { get; } = [];

    /// <summary>How often the relay really took it, whatever its answer became.</summary>
    public int Taken { get; set; }

    public int Lost => Answers.Count(answer => answer == Answer.Lost);

    /// <summary>Place of the last answer among those to all messages.</summary>
    public int LastAnswer { get; set; }

    /// <summary>When it was put off the last time.</summary>
    public TimeSpan Age { get; set; }
}

/// <summary>A relay with moods: takes, puts off, refuses for good, or takes (or not) and its answer is lost.</summary>
internal sealed class YearRoute(YearDice dice, Func<TimeProvider> clockOf) : IMailRoute
{
    private int _answers;

    public string Name => "the year's relay";

    public RelayMood Mood { get; set; }

    public bool Odd { get; set; } = true;

    public Dictionary<string, Fare> Fares { get; } = [];

    public IMailLine Open() => new Line(this);

    private async Task<SmtpOutcome?> SendAsync(Parcel parcel, Func<CancellationToken, Task<bool>> beforeData, CancellationToken cancellationToken)
    {
        if (Mood == RelayMood.Refusing) return SmtpOutcome.Failed(SmtpStage.Connect, SmtpFailure.Lost, "connection refused");
        if (Mood == RelayMood.LoginRefused) return SmtpOutcome.Answer(SmtpStage.Auth, 535, "5.7.8 bad credentials");
        if (!Fares.TryGetValue(parcel.MessageId, out var fare))
        {
            fare = Fares[parcel.MessageId] = new() { Mail = ReadMail.Read(parcel.Bytes), Bytes = parcel.Bytes };
        }
        Assert.Equal(fare.Bytes, parcel.Bytes);
        Assert.Equal(fare.Mail.To, parcel.Recipient);
        var (answer, taken) = Draw(fare);
        fare.LastAnswer = ++_answers;
        if (answer == Answer.Busy)
        {
            fare.Answers.Add(answer);
            fare.Age = clockOf().GetUtcNow() - parcel.CreatedAt;
            return SmtpOutcome.Answer(SmtpStage.Rcpt, 451, "4.7.1 try again later");
        }
        if (!await beforeData(cancellationToken)) return null;
        fare.Answers.Add(answer);
        if (taken) fare.Taken++;
        return answer switch
        {
            Answer.Lost => SmtpOutcome.Failed(SmtpStage.FinalDot, SmtpFailure.Lost, "connection reset"),
            Answer.Refused => SmtpOutcome.Answer(SmtpStage.FinalDot, 554, "5.6.0 not acceptable"),
            _ => SmtpOutcome.Answer(SmtpStage.FinalDot, 250, "2.0.0 queued"),
        };
    }

    private (Answer Answer, bool Taken) Draw(Fare fare)
    {
        if (Mood == RelayMood.Busy) return (Answer.Busy, false);
        if (!Odd || fare.Mail.Number is null) return (Answer.Accepted, true);
        var key = $"{fare.Mail.To} {fare.Mail.Number} {fare.Answers.Count}";
        // What was lost once is lost again more often than not: some reach the limit.
        var lost = fare.Lost > 0 ? 0.6 : 0.04;
        var roll = dice.Of(key);
        if (roll < lost) return (Answer.Lost, dice.Of(key + " taken") < 0.5);
        return roll < lost + 0.03 ? (Answer.Refused, false) : roll < lost + 0.06 ? (Answer.Busy, false) : (Answer.Accepted, true);
    }

    private sealed class Line(YearRoute route) : IMailLine
    {
        public Task<SmtpOutcome?> SendAsync(Parcel parcel, Func<CancellationToken, Task<bool>> beforeData, CancellationToken cancellationToken) => route.SendAsync(parcel, beforeData, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
