using System.Text.Json;

namespace TargetAlerts.Sources.PubMed;

/// <summary>Where the last complete check ended.</summary>
/// <param name="Day">Its day (UTC); the zone of PubMed's days is not published, the overlap covers it.</param>
/// <param name="Settled">PMIDs its modification windows listed: read then, not worth reading again.</param>
/// <param name="Reading">What PubMed made of the query that asks for new records, as a hash; null until one was asked.</param>
internal sealed record PubMedCursor(DateOnly Day, IReadOnlyList<string> Settled, string? Reading)
{
    public static PubMedCursor Read(string cursor) => JsonSerializer.Deserialize<PubMedCursor>(cursor)!;

    public string Write() => JsonSerializer.Serialize(this);
}
