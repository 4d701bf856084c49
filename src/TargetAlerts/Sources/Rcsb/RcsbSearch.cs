using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Rcsb;

/// <summary>The Search API: which entries hold a polymer that is mapped to an accession. Gives identifiers only.</summary>
internal sealed partial class RcsbSearch(SourceClient client)
{
    private const int Rows = 10_000;

    private const string References = "rcsb_polymer_entity_container_identifiers.reference_sequence_identifiers";

    public static IReadOnlyList<string> Accessions(DrugTarget target) => target.Identifiers.GetValueOrDefault("uniprot") ?? [];

    /// <summary>All ids, whole: as many different ones as the total says.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(IReadOnlyList<string> accessions, DateOnly? since, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        int? total = null;
        do
        {
            var (said, page) = await PageAsync(Body(accessions, since, ids.Count, Rows), cancellationToken);
            if (total is not null && said != total) throw new SourceUnavailableException($"its total changed while it was paged ({total}, then {said})");
            total = said;
            if (page.Count == 0 && ids.Count < total) throw new SourceUnavailableException($"the pages are not whole ({total} said, {ids.Count} given)");
            ids.AddRange(page);
        }
        while (ids.Count < total);
        if (ids.Count != total || ids.Distinct(StringComparer.Ordinal).Count() != total) throw new SourceUnavailableException($"the list is not whole ({total} said, {ids.Distinct(StringComparer.Ordinal).Count()} given)");
        return ids;
    }

    /// <summary>One page. A 204 without a body is the answer "none"; any other answer without one is none at all.</summary>
    public async Task<(int Total, IReadOnlyList<string> Ids)> PageAsync(string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(client.Access.BaseUrl, "query"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        var answer = await client.SendAsync(request, BodyForm.JsonOrNothing, cancellationToken);
        if (answer.Status == HttpStatusCode.NoContent) return (0, []);
        if (!answer.Ok) throw new SourceUnavailableException($"the search answered {(int)answer.Status}: “{answer.Excerpt}”");
        return Parse(answer.Body);
    }

    public static (int Total, IReadOnlyList<string> Ids) Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.At("result_set").ValueKind != JsonValueKind.Array || root.At("total_count") is not { ValueKind: JsonValueKind.Number } count)
        {
            throw new SourceUnavailableException("the search answer is not as documented (no result_set with its total_count)");
        }
        return (count.GetInt32(), [.. root.GetProperty("result_set").EnumerateArray().Select(item => Id(item.ValueKind == JsonValueKind.Object ? item.At("identifier") : item))]);
    }

    /// <summary>Extended identifiers ("pdb_00004hhb") are to come: text without a rule of length.</summary>
    public static bool IsId(string text) => IdShape().IsMatch(text);

    public static string Body(IReadOnlyList<string> accessions, DateOnly? since, int start, int rows)
    {
        // Accession and database name lie in one nested object: they stay siblings of a group of their own (SPEC.md).
        JsonObject[] mapped = [.. accessions.Select(accession => Group("and", Term($"{References}.database_accession", "exact_match", accession), Term($"{References}.database_name", "exact_match", "UniProt")))];
        var query = mapped is [var only] ? only : Group("or", mapped);
        if (since is { } day) query = Group("and", query, Term("rcsb_accession_info.revision_date", "greater_or_equal", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return new JsonObject
        {
            ["query"] = query,
            ["return_type"] = "entry",
            ["request_options"] = new JsonObject
            {
                ["paginate"] = new JsonObject { ["start"] = start, ["rows"] = rows },
                ["results_content_type"] = new JsonArray("experimental"),
                ["results_verbosity"] = "compact",
                ["sort"] = new JsonArray(new JsonObject { ["sort_by"] = "rcsb_accession_info.initial_release_date", ["direction"] = "desc" }),
            },
        }.ToJsonString();
    }

    private static JsonObject Group(string connective, params JsonObject[] nodes) => new() { ["type"] = "group", ["logical_operator"] = connective, ["nodes"] = new JsonArray([.. nodes]) };

    private static JsonObject Term(string attribute, string comparison, string value) => new()
    {
        ["type"] = "terminal",
        ["service"] = "text",
        ["parameters"] = new JsonObject { ["attribute"] = attribute, ["operator"] = comparison, ["value"] = value },
    };

    private static string Id(JsonElement item) => item.Text(40) is var id && IsId(id) ? id : throw new SourceUnavailableException("a search result without a readable identifier");

    [GeneratedRegex("^[A-Za-z0-9_]+$")]
    private static partial Regex IdShape();
}
