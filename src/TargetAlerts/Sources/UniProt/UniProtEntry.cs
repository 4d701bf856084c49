using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.UniProt;

/// <summary>One entry as a record: the sections a reader follows, without evidence codes, mirrors and counts.</summary>
internal static partial class UniProtEntry
{
    public const string Accession = "UniProt accession";

    private const int TextLength = 4000;

    /// <summary>A valid entry with a section missing would read as "removed": the entry's own counts say what there must be.</summary>
    public static void DemandWhole(JsonElement entry)
    {
        foreach (var member in new[] { "entryType", "entryAudit", "proteinDescription", "organism", "sequence" })
        {
            if (entry.At(member).ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) throw new SourceUnavailableException($"an entry is not whole (no {member})");
        }
        Demand("comments", "commentType", "countByCommentType");
        Demand("features", "type", "countByFeatureType");

        void Demand(string section, string type, string counts)
        {
            var there = entry.At(section).Items().Select(item => item.At(type).Text(60)).ToHashSet();
            if (entry.At("extraAttributes", counts) is not { ValueKind: JsonValueKind.Object } counted) return;
            if (counted.EnumerateObject().Select(one => one.Name).FirstOrDefault(name => !there.Contains(name)) is { } missing) throw new SourceUnavailableException($"an entry is not whole ({section} without {missing})");
        }
    }

    public static SourceRecord Record(string accession, JsonElement entry)
    {
        var name = entry.At("proteinDescription", "recommendedName", "fullName", "value").Text(PlainText.TitleLength);
        if (name.Length == 0) name = entry.At("proteinDescription", "submissionNames").Items().Select(item => item.At("fullName", "value").Text(PlainText.TitleLength)).FirstOrDefault(text => text.Length > 0) ?? "";
        if (name.Length == 0) throw new FormatException("no name");
        var genes = entry.At("genes").Items().Select(gene => gene.At("geneName", "value").Text(40)).Where(gene => gene.Length > 0).ToList();
        var facts = new Dictionary<string, FactValue>();
        void Fact(string fact, FactValue? value)
        {
            if (value is not null) facts[fact] = value;
        }

        foreach (var (fact, type) in UniProtFacts.Comments) Fact(fact, FactValue.List(Sorted(entry.At("comments").Items().Where(comment => comment.At("commentType").Text(60) == type).Select(Comment))));
        foreach (var (fact, type) in UniProtFacts.Features) Fact(fact, FactValue.List(Sorted(entry.At("features").Items().Where(feature => feature.At("type").Text(60) == type).Select(Feature))));
        foreach (var (fact, database) in UniProtFacts.Databases) Fact(fact, FactValue.List(Sorted(entry.At("uniProtKBCrossReferences").Items().Where(row => row.At("database").Text(40) == database).Select(CrossReference))));
        Fact(UniProtFacts.Papers, FactValue.List(Sorted(entry.At("references").Items().SelectMany(reference => reference.At("citation", "citationCrossReferences").Items()).Where(row => row.At("database").Text(20) == "PubMed").Select(row => row.At("id").Text(20)))));
        Fact(UniProtFacts.Name, FactValue.Text(name));
        Fact(UniProtFacts.Reviewed, FactValue.Term(entry.At("entryType").Text(60) is var kind && kind.Contains("unreviewed", StringComparison.OrdinalIgnoreCase) ? "unreviewed" : kind.Contains("reviewed", StringComparison.OrdinalIgnoreCase) ? "reviewed" : ""));
        Fact(UniProtFacts.Secondary, FactValue.List(Sorted(entry.At("secondaryAccessions").Texts())));
        Fact(UniProtFacts.Organism, FactValue.Text(entry.At("organism", "scientificName").Text(80)));
        if (entry.At("entryAudit", "sequenceVersion") is { ValueKind: JsonValueKind.Number } version) Fact(UniProtFacts.Sequence, FactValue.Number(version.GetInt32()));

        return new()
        {
            Source = UniProtSource.SourceName,
            Id = accession,
            Kind = RecordKind.Annotation,
            Title = $"{name}{(genes.Count > 0 ? $" ({string.Join(", ", genes)})" : "")}",
            Link = $"https://www.uniprot.org/uniprotkb/{accession}/entry",
            Dated = PartialDate.Parse(entry.At("entryAudit", "firstPublicDate").Text(10)) is { Text.Length: 10 } day ? day.FirstDay : null,
            Facts = facts,
            Texts = new Dictionary<string, IReadOnlyList<string>>
            {
                [Accession] = [accession, .. entry.At("secondaryAccessions").Texts()],
                ["name"] = [name],
                ["gene"] = genes,
            },
            Identifiers = new Dictionary<string, string> { ["uniprot"] = accession },
        };
    }

    /// <summary>Words of a comment, whatever its shape: its texts, a disease's name and description, locations.</summary>
    private static string Comment(JsonElement comment)
    {
        var disease = comment.At("disease");
        IEnumerable<string> parts =
        [
            comment.At("molecule").Text(80),
            disease.At("diseaseId").Text(200),
            disease.At("description").Text(TextLength),
            string.Join(", ", comment.At("subcellularLocations").Items().Select(item => item.At("location", "value").Text(200))),
            .. comment.At("texts").Items().Select(text => text.At("value").Text(TextLength)),
            .. comment.At("note", "texts").Items().Select(text => text.At("value").Text(TextLength)),
        ];
        return PlainText.Clean(Evidence().Replace(string.Join(". ", parts.Where(part => part.Length > 0)), ""), TextLength);
    }

    /// <summary>"56 G→A: found in …", "94: Na(+)".</summary>
    private static string Feature(JsonElement feature)
    {
        var (start, end) = (feature.At("location", "start", "value").Text(8), feature.At("location", "end", "value").Text(8));
        var change = feature.At("alternativeSequence");
        var exchanged = change.At("alternativeSequences").Texts() is { Count: > 0 } others ? $" {PlainText.Shorten(change.At("originalSequence").Text(200), 20)}→{string.Join("/", others.Select(other => PlainText.Shorten(other, 20)))}" : "";
        var said = string.Join(", ", new[] { feature.At("ligand", "name").Text(80), Evidence().Replace(feature.At("description").Text(1000), "") }.Where(part => part.Length > 0));
        return string.Create(CultureInfo.InvariantCulture, $"{start}{(end == start ? "" : $"–{end}")}{exchanged}{(said.Length > 0 ? $": {said}" : "")}");
    }

    /// <summary>"7TXT (EM, 3.00 A)", "R-HSA-380615 (Serotonin clearance …)": id first, that is what is compared.</summary>
    private static string CrossReference(JsonElement row)
    {
        var said = row.At("properties").Items().Where(property => property.At("key").Text(40) is "Method" or "Resolution" or "GenericName" or "PathwayName").Select(property => property.At("value").Text(200)).Where(value => value is not ("" or "-"));
        return string.Join(", ", said) is { Length: > 0 } words ? $"{row.At("id").Text(40)} ({words})" : row.At("id").Text(40);
    }

    private static List<string> Sorted(IEnumerable<string> texts) => [.. texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\s*\((PubMed:\d+(, )?|Ref\.\d+(, )?|By similarity|Probable|Microbial infection)+\)")]
    private static partial Regex Evidence();
}
