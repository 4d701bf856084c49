using System.Text.Json.Serialization;

namespace TargetAlerts.Subscribers;

/// <summary>
/// What an alert is not to hear of although its filters let it through: a work, by one of its records; a fact of a source's
/// records; or a source. In force when a digest is made; what it kept back is accounted for and does not come later.
/// </summary>
internal sealed record Mute
{
    public required string Source { get; init; }

    public string? Record { get; init; }

    /// <summary>The name of the fact in its source's table.</summary>
    public string? Fact { get; init; }

    /// <summary>The muted record's.</summary>
    public string? Title { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>Number of the alert's last digest when it was muted; 0 before the first.</summary>
    public int After { get; init; }

    /// <summary>"record:clinicaltrials/NCT01234567", "fact:clinicaltrials/enrolment", "source:crossref"; as the ledger names it.</summary>
    [JsonIgnore]
    public string Key => Record is not null ? $"record:{Source}/{Record}" : Fact is not null ? $"fact:{Source}/{Fact}" : $"source:{Source}";

    [JsonIgnore]
    public bool IsSource => Record is null && Fact is null;
}
