using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.GwasCatalog;

/// <summary>Adds to new associations what only their study tells: paper, day, sample. Once seen it is kept.</summary>
internal sealed partial class GwasStudies(SourceClient client)
{
    public async Task<List<SourceRecord>> CompleteAsync(IReadOnlyList<SourceRecord> records, IKnownRecords known, HashSet<string> notes, CancellationToken cancellationToken)
    {
        var held = await known.WhichAsync([.. records.Select(record => record.Id)], cancellationToken);
        var studies = new Dictionary<string, IReadOnlyDictionary<string, FactValue>>();
        foreach (var accession in records.Where(record => !held.Contains(record.Id)).Select(record => record.Fact(GwasFacts.Study)).Where(accession => StudyShape().IsMatch(accession)).Distinct())
        {
            var answer = await client.GetAsync($"v2/studies/{accession}", BodyForm.Json, cancellationToken);
            if (answer.Ok && Facts(answer.Body) is { Count: > 0 } facts) studies[accession] = facts;
            // The address is not confirmed; the association is told without its study.
            else notes.Add($"study {accession} could not be read");
        }
        return [.. records.Select(record => !held.Contains(record.Id) && studies.TryGetValue(record.Fact(GwasFacts.Study), out var facts) ? record with { Facts = record.Facts.Concat(facts).DistinctBy(fact => fact.Key).ToDictionary() } : record)];
    }

    /// <summary>In the words of v2 or, where they are those of v1, of v1.</summary>
    public static IReadOnlyDictionary<string, FactValue> Facts(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var study = document.RootElement;
        var facts = new Dictionary<string, FactValue>();
        if (study.ValueKind != JsonValueKind.Object) return facts;
        void Fact(string name, FactValue? value)
        {
            if (value is not null) facts[name] = value;
        }

        var paper = study.At("publicationInfo");
        Fact(GwasFacts.Published, FactValue.Date(Day(study, "publication_date") ?? Day(paper, "publicationDate")));
        Fact(GwasFacts.Paper, FactValue.Text(Either(study, "title", paper, "title")));
        Fact(GwasFacts.Journal, FactValue.Text(Either(study, "journal", paper, "publication")));
        Fact(GwasFacts.Sample, FactValue.Text(Either(study, "initial_sample_size", study, "initialSampleSize")));
        return facts;
    }

    private static string Either(JsonElement first, string name, JsonElement second, string other) => first.At(name).Text(400) is { Length: > 0 } text ? text : second.At(other).Text(400);

    private static string? Day(JsonElement element, string name) => element.At(name).Text(40) is { Length: >= 10 } text && PartialDate.Parse(text[..10]) is { } day ? day.Text : null;

    [GeneratedRegex("^GCST[0-9]+$")]
    private static partial Regex StudyShape();
}
