using System.Diagnostics;
using System.Globalization;

namespace TargetAlerts;

/// <summary>Just before and just after one commit.</summary>
internal sealed record CommitPoint(string Before, string After)
{
    public static CommitPoint Of(string step) => new(step + ".before-commit", step + ".after-commit");
}

/// <summary>
/// The places where a death of the process must lose nothing (MAIL-AND-SAFETY section 4). Tests set the environment
/// variable TARGETALERTS_KILL to stage:n; the process then kills itself, as by kill -9, when it reaches the stage for
/// the n-th time. Without the variable a place costs a comparison with null.
/// </summary>
internal static class KillPoints
{
    public const string Variable = "TARGETALERTS_KILL";

    public const string FetchBeforeRequest = "fetch.before-request";
    public const string FetchAnswerBegun = "fetch.answer-begun";
    public const string FetchAnswerRead = "fetch.answer-read";
    public const string SmtpConnected = "smtp.connected";
    public const string SmtpBeforeData = "smtp.before-data";
    public const string SmtpBeforeBody = "smtp.before-body";
    public const string SmtpAfterDot = "smtp.after-dot";
    public const string SmtpAnswerRead = "smtp.answer-read";
    public const string PickupWritten = "pickup.written";
    public const string PickupRenamed = "pickup.renamed";

    public static readonly CommitPoint Run = CommitPoint.Of("run");
    public static readonly CommitPoint Stage = CommitPoint.Of("stage");
    public static readonly CommitPoint Check = CommitPoint.Of("check");
    public static readonly CommitPoint Quarantine = CommitPoint.Of("quarantine");
    public static readonly CommitPoint Release = CommitPoint.Of("release");
    public static readonly CommitPoint Digest = CommitPoint.Of("digest");
    public static readonly CommitPoint Claim = CommitPoint.Of("claim");
    public static readonly CommitPoint InFlight = CommitPoint.Of("in-flight");
    public static readonly CommitPoint Sent = CommitPoint.Of("sent");
    public static readonly CommitPoint Again = CommitPoint.Of("again");
    public static readonly CommitPoint Fail = CommitPoint.Of("fail");
    public static readonly CommitPoint Confirm = CommitPoint.Of("confirm");
    public static readonly CommitPoint Unsubscribe = CommitPoint.Of("unsubscribe");
    public static readonly CommitPoint Return = CommitPoint.Of("return");

    private static readonly string? Doomed;
    private static int _left;

    static KillPoints()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } order) return;
        var parts = order.Split(':');
        Doomed = All.Contains(parts[0]) ? parts[0] : throw new InvalidOperationException($"{Variable}: there is no stage \"{parts[0]}\".");
        _left = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1;
    }

    /// <summary>In the order of the path.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Run.Before, Run.After, FetchBeforeRequest, FetchAnswerBegun, FetchAnswerRead, Stage.Before, Stage.After, Check.Before, Check.After,
        Quarantine.Before, Quarantine.After, Release.Before, Release.After, Digest.Before, Digest.After, Claim.Before, Claim.After,
        SmtpConnected, InFlight.Before, InFlight.After, SmtpBeforeData, SmtpBeforeBody, SmtpAfterDot, SmtpAnswerRead,
        PickupWritten, PickupRenamed, Sent.Before, Sent.After, Again.Before, Again.After, Fail.Before, Fail.After,
        Confirm.Before, Confirm.After, Unsubscribe.Before, Unsubscribe.After, Return.Before, Return.After,
    ];

    /// <summary>A test's ear.</summary>
    internal static Action<string>? Heard { get; set; }

    public static void Reach(string stage)
    {
        Heard?.Invoke(stage);
        if (Doomed is not null && Doomed == stage && Interlocked.Decrement(ref _left) == 0) Die();
    }

    private static void Die()
    {
        Process.GetCurrentProcess().Kill();
        // Not one more step, should the signal take a moment.
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
