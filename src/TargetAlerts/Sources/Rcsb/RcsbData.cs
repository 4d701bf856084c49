using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Rcsb;

/// <summary>What the Data API gave for the ids asked for.</summary>
internal sealed record RcsbEntries(IReadOnlyList<FetchedRecord> Found, IReadOnlyList<UnreadableRecord> Unreadable, IReadOnlyList<string> Absent);

/// <summary>The Data API: whole entries by id, through GraphQL, at an address of its own.</summary>
internal sealed class RcsbData(SourceClient client)
{
    public const string PublicUrl = "https://data.rcsb.org/";

    /// <summary>Ids in one request: what the vendor's own client keeps to.</summary>
    public const int Batch = 300;

    private const string Core = "rcsb_id struct{title} exptl{method} rcsb_accession_info{deposit_date initial_release_date revision_date major_revision minor_revision status_code}";

    // Names from the vendor's schema, not seen in an answer: one that is refused is left out and said so.
    private static readonly IReadOnlyDictionary<string, string> Parts = new Dictionary<string, string>
    {
        ["entry info"] = "rcsb_entry_info{resolution_combined structure_determination_methodology nonpolymer_bound_components}",
        ["citation"] = "rcsb_primary_citation{title rcsb_journal_abbrev year pdbx_database_id_PubMed pdbx_database_id_DOI}",
        ["polymers"] = "polymer_entities{rcsb_polymer_entity{pdbx_description pdbx_mutation} rcsb_polymer_entity_container_identifiers{uniprot_ids} rcsb_entity_source_organism{scientific_name}}",
        ["ligands"] = "nonpolymer_entities{nonpolymer_comp{chem_comp{id name formula_weight}}}",
        ["affinities"] = "rcsb_binding_affinity{comp_id type value unit provenance_code}",
        ["revisions"] = "pdbx_audit_revision_history{ordinal major_revision minor_revision revision_date} pdbx_audit_revision_group{revision_ordinal group}",
    };

    private readonly Uri _address = new(Base(client.Access.Options.DataBaseUrl), "graphql");
    private readonly RcsbLigands _ligands = new(client.Access.Options.IgnoredLigands);
    private volatile string[] _refused = [];

    public IReadOnlyList<string> Notes => _refused is { Length: > 0 } refused ? [$"the Data API refuses the fields of: {string.Join(", ", refused)}"] : [];

    /// <summary>The entries of these ids; those that did not come are asked for once more.</summary>
    public async Task<RcsbEntries> EntriesAsync(IReadOnlyList<string> ids, DrugTarget target, CancellationToken cancellationToken)
    {
        var first = Read(await AskAsync(ids, cancellationToken), ids, target);
        if (first.Absent.Count == 0) return first;
        var second = Read(await AskAsync(first.Absent, cancellationToken), first.Absent, target);
        return new([.. first.Found, .. second.Found], [.. first.Unreadable, .. second.Unreadable], second.Absent);
    }

    private async Task<JsonElement> AskAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        while (true)
        {
            var fields = string.Join(' ', Parts.Where(part => !_refused.Contains(part.Key)).Select(part => part.Value).Prepend(Core));
            var body = new JsonObject
            {
                ["query"] = $"query($ids:[String!]!){{entries(entry_ids:$ids){{{fields}}}}}",
                ["variables"] = new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) },
            };
            using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
            var answer = await client.SendAsync(request, BodyForm.Json, cancellationToken);
            if (answer.Ok && Errors(answer.Body) is null) return JsonDocument.Parse(answer.Body).RootElement;
            var said = (answer.Ok ? Errors(answer.Body) : null) ?? answer.Excerpt;
            if (Unknown(said) is not { } part) throw new SourceUnavailableException($"the Data API answered {(int)answer.Status}: “{PlainText.Shorten(said, 160)}”");
            _refused = [.. _refused, part];
        }
    }

    /// <summary>A 200 may hold errors beside half of the data: then it holds nothing.</summary>
    private static string? Errors(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new SourceUnavailableException("the Data API's answer is not as documented (no object)");
        return root.TryGetProperty("errors", out var errors) && errors.ValueKind is not JsonValueKind.Null ? PlainText.Clean(errors.ToString(), 600) : null;
    }

    private string? Unknown(string said) => !said.Contains("ndefined", StringComparison.Ordinal) && !said.Contains("annot query field", StringComparison.Ordinal) ? null
        : Parts.Where(part => !_refused.Contains(part.Key) && part.Value.Split(['{', '}', ' '], StringSplitOptions.RemoveEmptyEntries).Any(field => TargetMatcher.Holds(said, field) && field.Contains('_'))).Select(part => part.Key).FirstOrDefault();

    private RcsbEntries Read(JsonElement root, IReadOnlyList<string> ids, DrugTarget target)
    {
        var (found, unreadable) = (new List<FetchedRecord>(), new List<UnreadableRecord>());
        if (root.At("data", "entries") is not { ValueKind: JsonValueKind.Array } entries) throw new SourceUnavailableException("the Data API's answer is not as documented (no entries)");
        var open = ids.ToHashSet(StringComparer.OrdinalIgnoreCase);
        // An unknown id gives a null, or nothing.
        foreach (var entry in entries.EnumerateArray().Where(entry => entry.ValueKind != JsonValueKind.Null))
        {
            var id = entry.At("rcsb_id").Text(40);
            if (!open.Remove(id)) throw new SourceUnavailableException($"the Data API gave an entry that was not asked for, or twice (“{id}”)");
            id = ids.First(asked => asked.Equals(id, StringComparison.OrdinalIgnoreCase));
            try
            {
                found.Add(RcsbEntry.Fetched(target, RcsbEntry.Record(id, entry, _ligands)));
            }
            catch (Exception error) when (error is FormatException or InvalidOperationException)
            {
                unreadable.Add(new(id, error.Message));
            }
        }
        return new(found, unreadable, [.. ids.Where(open.Contains)]);
    }

    private static Uri Base(Uri? set) => set is null ? new(PublicUrl) : set.ToString().EndsWith('/') ? set : new(set + "/");
}
