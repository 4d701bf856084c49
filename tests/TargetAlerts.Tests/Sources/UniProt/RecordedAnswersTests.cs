using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.UniProt;

namespace TargetAlerts.Tests.Sources.UniProt;

/// <summary>The parser over every recorded UniProt answer; what is expected is counted here by other means.</summary>
public sealed class RecordedAnswersTests
{
    private const string Stub = "recorded/search_inactive_demerged_P62988.json", Pages = "recorded/uniref_paging_3pages.http.txt";

    private static readonly string[] Entries = ["recorded/P14416.json", "recorded/P23975.json", "recorded/P31645.json", "recorded/P31652.json"];

    public static TheoryData<string> EntryFiles => [.. Entries];

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal([.. Entries, Stub, Pages], Recordings.Files("uniprot"));

    [Theory, MemberData(nameof(EntryFiles))]
    public void Every_entry_gives_its_sections_without_evidence(string file)
    {
        var accession = Path.GetFileNameWithoutExtension(file);
        var body = Recordings.Read("uniprot", file);
        using var document = JsonDocument.Parse(body);
        var entry = document.RootElement;

        var record = UniProtClient.Read(accession, body).Entry!;

        Assert.Equal((accession, entry.GetProperty("proteinDescription").GetProperty("recommendedName").GetProperty("fullName").GetProperty("value").GetString()), (record.Id, record.Fact(UniProtFacts.Name)));
        foreach (var (fact, type) in UniProtFacts.Comments) Assert.Equal(Count("comments", "commentType", type), record.FactList(fact).Count);
        foreach (var (fact, database) in UniProtFacts.Databases) Assert.Equal(Count("uniProtKBCrossReferences", "database", database), record.FactList(fact).Count);
        Assert.Equal(Count("features", "type", "Natural variant"), record.FactList("variants").Count);
        Assert.DoesNotContain(record.Facts.Values.SelectMany(fact => fact.Values), value => value.Contains("(PubMed:", StringComparison.Ordinal) || value.Contains("ECO:", StringComparison.Ordinal));
        Assert.Equal(entry.GetProperty("entryAudit").GetProperty("firstPublicDate").GetString(), $"{record.Dated:yyyy-MM-dd}");

        int Count(string section, string member, string value) => entry.GetProperty(section).EnumerateArray().Count(item => item.GetProperty(member).GetString() == value);
    }

    [Fact]
    public void The_transporter_is_read_as_a_reader_knows_it()
    {
        var record = UniProtClient.Read("P31645", Recordings.Read("uniprot", Entries[2])).Entry!;

        Assert.Equal("Sodium-dependent serotonin transporter (SLC6A4)", record.Title);
        Assert.Equal((27, "CHEMBL228", "928", "reviewed"), (record.FactList("pdb").Count, record.Fact("chembl"), record.Fact("gtopdb"), record.Fact(UniProtFacts.Reviewed)));
        Assert.Contains("7TXT (EM, 3.00 A)", record.FactList("pdb"));
        Assert.Contains(record.FactList("variants"), variant => variant.StartsWith("56 G→A: found in 15 autistic individuals", StringComparison.Ordinal));
        Assert.Equal(["P31645", "Q5EE02"], record.Texts[UniProtEntry.Accession]);
    }

    [Fact]
    public void A_retired_accession_names_its_successors()
    {
        using var document = JsonDocument.Parse(Recordings.Read("uniprot", Stub));
        var stub = document.RootElement.GetProperty("results")[0].GetRawText();

        var answer = UniProtClient.Read("P62988", System.Text.Encoding.UTF8.GetBytes(stub));

        Assert.Equal(["P62987", "P62979", "P0CG48", "P0CG47"], answer.Survivors);
        Assert.Null(answer.Entry);
        // A page of results is no entry.
        Assert.Throws<SourceUnavailableException>(() => UniProtClient.Read("P62988", Recordings.Read("uniprot", Stub)));
    }

    [Fact]
    public void What_is_no_entry_is_unavailable_and_never_empty() =>
        Assert.Throws<SourceUnavailableException>(() => UniProtClient.Read("P99999", Recordings.Read("uniprot", Pages)));
}
