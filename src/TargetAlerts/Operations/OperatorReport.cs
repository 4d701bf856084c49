using System.Globalization;
using System.Text;
using TargetAlerts.Delivery;
using TargetAlerts.Digests;

namespace TargetAlerts.Operations;

/// <summary>One mail to the operator: what broke, what is still broken, what is over, and what happened once.</summary>
internal sealed record OperatorReport
{
    private const int Width = 72;

    public required IReadOnlyList<Fault> New { get; init; }

    public required IReadOnlyList<Fault> Lasting { get; init; }

    public required IReadOnlyList<(Fault Fault, DateTimeOffset Ended)> Over { get; init; }

    public required IReadOnlyList<(DateTimeOffset At, string Subject, string Said)> Alarms { get; init; }

    public bool IsEmpty => New.Count + Lasting.Count + Over.Count + Alarms.Count == 0;

    public bool Names(Fault fault) => New.Concat(Lasting).Concat(Over.Select(one => one.Fault)).Any(one => one.Key == fault.Key);

    public OutgoingMail Write(string address, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Section(text, "NEW", New, fault => fault.Said, fault => fault.Remedy);
        Section(text, "STILL SO", Lasting, fault => fault.Said, fault => fault.Remedy);
        Section(text, "OVER", Over, one => one.Fault.Said, one => $"It was so from {Fault.When(one.Fault.Since)} to {Fault.When(one.Ended)}.");
        Section(text, "HAPPENED", Alarms, alarm => $"{Fault.When(alarm.At)}: {alarm.Said}", _ => null);
        text.Append("""
            -- 
            TargetAlerts, to whoever runs it (Mail:OperatorAddress). A fault is told once
            it has lasted, then daily while it lasts, and when it is over.
            "targetalerts health" says how it is now.

            """);
        return new()
        {
            Id = OutgoingMail.NewId(),
            Kind = MailKind.Operator,
            Recipient = address,
            Subject = $"TargetAlerts: {Subject()}",
            Text = text.ToString(),
            Date = now,
        };
    }

    private string Subject()
    {
        var parts = new[] { (New.Count, "new fault"), (Lasting.Count, "lasting fault"), (Over.Count, "fault over"), (Alarms.Count, "event") }
            .Where(part => part.Item1 > 0)
            .Select(part => part.Item2 == "fault over" ? $"{Count(part.Item1, "fault")} over" : Count(part.Item1, part.Item2));
        return string.Join(", ", parts);
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static void Section<T>(StringBuilder text, string head, IReadOnlyList<T> members, Func<T, string> said, Func<T, string?> more)
    {
        if (members.Count == 0) return;
        text.Append(head).Append("\n\n");
        foreach (var member in members)
        {
            Paragraph(text, "* ", said(member));
            if (more(member) is { } further) Paragraph(text, "  → ", further);
            text.Append('\n');
        }
    }

    private static void Paragraph(StringBuilder text, string mark, string words)
    {
        var indent = mark;
        foreach (var line in TextWrap.Lines(words, Width - mark.Length, Width - mark.Length))
        {
            text.Append(indent).Append(line).Append('\n');
            indent = new string(' ', mark.Length);
        }
    }
}
