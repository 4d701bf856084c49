using System.Net;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Gtopdb;

/// <summary>The interactions of one target, by number.</summary>
internal sealed record GtopdbList(IReadOnlyList<(string Id, JsonElement Row)> Rows)
{
    public IEnumerable<string> Ids => Rows.Select(row => row.Id);

    /// <exception cref="SourceUnavailableException">No list, an interaction without a number, or one that came twice.</exception>
    /// <param name="species">The one that is wanted: a target's list mixes rat and human where the filter is not understood.</param>
    public static GtopdbList Parse(byte[] body, string? species)
    {
        // "None" is an empty body as well as an empty list (SPEC.md, "Gotchas").
        if (body.Length == 0) return new([]);
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw new SourceUnavailableException("the answer is not as documented (no list of interactions)");
        var rows = document.RootElement.Clone().EnumerateArray().Select(row => (Id: Number(row), Row: row)).ToList();
        if (rows.DistinctBy(row => row.Id).Count() != rows.Count) throw new SourceUnavailableException("an interaction came twice");
        return new([.. rows.Where(row => Fits(row.Row, species))]);
    }

    public GtopdbList Only(IReadOnlyCollection<string> ids) => new([.. Rows.Where(row => ids.Contains(row.Id))]);

    public async Task<FetchPage> PageAsync(string target, GtopdbLigands ligands, CancellationToken cancellationToken)
    {
        var records = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var (id, row) in Rows)
        {
            try
            {
                var ligand = await ligands.OfAsync(GtopdbInteraction.Ligand(row), cancellationToken);
                records.Add(GtopdbInteraction.Fetched(target, id, row, ligand));
            }
            catch (FormatException error)
            {
                unreadable.Add(new(id, error.Message));
            }
        }
        return new() { Records = records, Unreadable = unreadable, Total = Rows.Count };
    }

    private static string Number(JsonElement row) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty("interactionId", out var id) && id.ValueKind is JsonValueKind.Number or JsonValueKind.String && GtopdbIds.IsOne(id.ToString())
            ? id.ToString() : throw new SourceUnavailableException("an interaction without a readable number");

    private static bool Fits(JsonElement row, string? species) =>
        species is null || !row.TryGetProperty("targetSpecies", out var own) || own.ValueKind != JsonValueKind.String
        || own.GetString() is "" or "None" || species.Equals(own.GetString(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Asks for lists of interactions.</summary>
internal sealed class GtopdbLists(SourceClient client)
{
    /// <summary>Null where the Guide does not know the target.</summary>
    public async Task<GtopdbList?> OfAsync(string target, string? species, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync($"targets/{target}/interactions{(species is null ? "" : $"?species={species}")}", BodyForm.JsonOrNothing, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound) return null;
        return answer.Ok ? GtopdbList.Parse(answer.Body, species) : throw new SourceUnavailableException($"the source answered {(int)answer.Status}");
    }
}
