using System.Globalization;
using System.Text.Json.Serialization;

namespace TargetAlerts.Subscribers;

/// <summary>How a reader wants the mail.</summary>
internal sealed record MailForm
{
    /// <summary>What a reader can choose of.</summary>
    public static readonly IReadOnlyList<string> Formats = ["html", "text"], Caps = ["5", "10", "20", "50", "all"];

    /// <summary>No HTML part.</summary>
    public bool TextOnly { get; init; }

    /// <summary>Items of a section, bad news apart; the rest is left to the archived digest. Null: as many as a mail holds.</summary>
    public int? MostInSection { get; init; }

    /// <summary>"html" has both parts.</summary>
    [JsonIgnore]
    public string Format => TextOnly ? "text" : "html";

    /// <summary>"20", "all".</summary>
    [JsonIgnore]
    public string PerSection => MostInSection?.ToString(CultureInfo.InvariantCulture) ?? "all";
}
