using System.Text.RegularExpressions;
using MimeKit;
using TargetAlerts.Tests.Delivery;

namespace TargetAlerts.Tests.Kill;

/// <summary>What came of a run, by the relay's log and the model alone.</summary>
/// <param name="Lost">News that did not arrive.</param>
/// <param name="Repeated">News that came in two different mails.</param>
/// <param name="Extra">Told though it was no news.</param>
/// <param name="Duplicates">Copies of a mail after a lost answer: same Message-ID, same bytes.</param>
/// <param name="Wrong">Copies that should not be, or differ.</param>
internal sealed record Verdict(IReadOnlyList<string> Lost, IReadOnlyList<string> Repeated, IReadOnlyList<string> Extra, int Duplicates, IReadOnlyList<string> Wrong)
{
    public bool Holds => Lost.Count + Repeated.Count + Extra.Count + Wrong.Count == 0;

    public override string ToString() =>
        $"lost {Lost.Count}, told twice {Repeated.Count}, told for nothing {Extra.Count}, duplicates {Duplicates}, wrong copies {Wrong.Count}"
        + string.Concat(new[] { ("lost", Lost), ("twice", Repeated), ("for nothing", Extra), ("wrong", Wrong) }.SelectMany(one => one.Item2.Take(5).Select(line => $"\n  {one.Item1}: {line}")));
}

internal static partial class Reconciliation
{
    /// <param name="accepted">In the order of their acceptance.</param>
    /// <param name="expected">Recipient → links.</param>
    public static Verdict Of(IReadOnlyList<Accepted> accepted, IReadOnlyDictionary<string, HashSet<string>> expected)
    {
        var mails = accepted.Select(taken => (Taken: taken, Mail: Read(taken.Raw))).ToList();
        var wrong = new List<string>();
        var told = new List<(string Recipient, string Link)>();
        var duplicates = 0;
        foreach (var copies in mails.GroupBy(one => one.Mail.MessageId))
        {
            var (first, mail) = copies.First();
            if (mail.To.Mailboxes.Single().Address != first.Recipient) wrong.Add($"{copies.Key} went to {first.Recipient}");
            if (mail.TextBody?.Contains("that did not fit", StringComparison.Ordinal) == true) wrong.Add($"{copies.Key} does not hold all of its items: the scenario is too big");
            told.AddRange(Links(mail).Select(link => (first.Recipient, link)));
            foreach (var (before, after) in copies.Zip(copies.Skip(1)))
            {
                duplicates++;
                if (before.Taken.Heeded) wrong.Add($"{copies.Key} came again although its answer was heard");
                if (before.Taken.Recipient != after.Taken.Recipient || before.Taken.EnvelopeFrom != after.Taken.EnvelopeFrom) wrong.Add($"{copies.Key} came again in another envelope");
                if (!before.Taken.Raw.AsSpan().SequenceEqual(after.Taken.Raw)) wrong.Add($"{copies.Key} came again with other bytes");
            }
        }
        var wanted = expected.SelectMany(one => one.Value.Select(link => (Recipient: one.Key, Link: link))).ToHashSet();
        return new(
            Lines(wanted.Except(told)),
            Lines(told.GroupBy(one => one).Where(group => group.Count() > 1).Select(group => group.Key)),
            Lines(told.Except(wanted)),
            duplicates, wrong);
    }

    public static MimeMessage Read(byte[] raw)
    {
        using var stream = new MemoryStream(raw);
        return MimeMessage.Load(stream);
    }

    public static IEnumerable<string> Links(MimeMessage mail) => ItemLink().Matches(mail.TextBody ?? "").Select(match => match.Value).Distinct();

    private static List<string> Lines(IEnumerable<(string Recipient, string Link)> told) => [.. told.Select(one => $"{one.Recipient} {one.Link}").Order()];

    [GeneratedRegex(@"https://pubmed\.ncbi\.nlm\.nih\.gov/\d+/|https://clinicaltrials\.gov/study/NCT\d{8}")]
    private static partial Regex ItemLink();
}
