namespace TargetAlerts.Tests.Year;

/// <summary>What a year came to.</summary>
internal sealed record YearFigures(int Seed)
{
    public int Ticks { get; set; }

    public int Events { get; set; }

    public int Checks { get; set; }

    public int Unavailable { get; set; }

    public int Changes { get; set; }

    public int Alerts { get; set; }

    public int Digests { get; set; }

    public int Mails { get; set; }

    public int Items { get; set; }

    public int SourceOutages { get; set; }

    public int RelayOutages { get; set; }

    public int Failed { get; set; }

    public int Unknown { get; set; }

    /// <summary>Messages that arrived twice, all after a lost answer.</summary>
    public int Duplicates { get; set; }

    public int Lost { get; set; }

    public TimeSpan Took { get; set; }

    public override string ToString() =>
        $"seed {Seed}: {Ticks} ticks, {Events} events, {Checks} checks ({Unavailable} unavailable), {Changes} changes, {Alerts} alerts, {Digests} digests, {Mails} mails, {Items} items, "
        + $"outages {SourceOutages} source + {RelayOutages} relay, {Failed} failed, {Unknown} unknown, duplicates {Duplicates}, lost = {Lost} ({Took.TotalSeconds:F0} s)";
}
