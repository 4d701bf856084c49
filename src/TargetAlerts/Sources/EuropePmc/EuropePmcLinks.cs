using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.EuropePmc;

/// <summary>
/// What a record's links to others say: retracted, corrected, published in a journal. "… in" stands on the work itself,
/// "… of" and "… for" on the notice (SPEC.md section 7).
/// </summary>
internal sealed record EuropePmcLinks(IReadOnlyDictionary<string, FactValue> Facts, IReadOnlyList<string> SameAs, IReadOnlyList<string> Related)
{
    public static EuropePmcLinks Read(JsonElement links)
    {
        var said = new Dictionary<string, List<string>>();
        var same = new List<string>();
        var related = new List<string>();
        foreach (var link in links.Items())
        {
            var type = link.At("type").Text(60).ToLowerInvariant();
            var work = Work(link.At("source").Text(3), link.At("id").Text(60));
            if (type is "preprint of" or "preprint in") Add(same, work);
            else if (type is "retraction of" or "erratum for" or "correction for" or "expression of concern for") Add(related, work);
            if (Fact(type) is not { } fact) continue;
            if (!said.TryGetValue(fact, out var references)) said[fact] = references = [];
            Add(references, Reference(link, work));
        }
        return new(said.Where(fact => fact.Value.Count > 0).ToDictionary(fact => fact.Key, fact => FactValue.List(fact.Value)!), same, related);
    }

    private static string? Fact(string type) => type switch
    {
        "retraction in" or "withdrawal in" => EuropePmcFacts.Retraction,
        "expression of concern in" or "partial retraction in" => EuropePmcFacts.Concern,
        "erratum in" or "correction in" or "corrected and republished in" => EuropePmcFacts.Correction,
        "preprint of" => EuropePmcFacts.PublishedAs,
        "retraction of" => EuropePmcFacts.NoticeOf,
        _ => null,
    };

    private static string? Work(string source, string id) => !EuropePmcIds.IsId(id) ? null : source switch
    {
        "MED" => $"pmid:{id}",
        "PMC" => $"pmcid:{id}",
        "PPR" => $"ppr:{id}",
        _ => null,
    };

    private static string Reference(JsonElement link, string? work)
    {
        var reference = link.At("reference").Text(200);
        var id = link.At("id").Text(60);
        // A link that names nothing is still the source's word.
        return reference.Length > 0 ? work is null ? reference : $"{reference} ({Label(work)})" : work is null ? id.Length > 0 ? id : link.At("type").Text(60) : Label(work);
    }

    private static string Label(string work) => work.Split(':') switch
    {
        ["pmid", var id] => $"PMID {id}",
        [_, var id] => id,
        _ => work,
    };

    private static void Add(List<string> list, string? text)
    {
        if (text is { Length: > 0 } && !list.Contains(text)) list.Add(text);
    }
}
