using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Rcsb;

namespace TargetAlerts.Tests.Sources.Rcsb;

/// <summary>The parsers over every recorded RCSB answer, and the shape of what is sent beside what the vendor's own client sends.</summary>
public sealed class RecordedAnswersTests
{
    private static readonly string[] Files = ["from-docs/search_answer_example.json", "from-docs/search_request_bodies.json", "recorded/gget_test_pdb.json"];

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal(Files, Recordings.Files("rcsb"));

    [Fact]
    public void The_example_answer_gives_its_identifiers_and_its_total()
    {
        var (total, ids) = RcsbSearch.Parse(Recordings.Read("rcsb", Files[0]));

        Assert.Equal((2, "2V01 3CLN"), (total, string.Join(' ', ids)));
    }

    [Fact]
    public void What_is_asked_has_the_members_that_the_vendors_client_sends()
    {
        using var bodies = JsonDocument.Parse(Recordings.Read("rcsb", Files[1]));
        var theirs = bodies.RootElement.GetProperty("nested-record-pair-composed-with-a-plain-filter");

        using var ours = JsonDocument.Parse(RcsbSearch.Body(["P31645"], new DateOnly(2026, 3, 1), 0, 10));

        Assert.Equal(Shape(theirs.GetProperty("query")), Shape(ours.RootElement.GetProperty("query")));
        Assert.Equal(Names(theirs), Names(ours.RootElement));
        Assert.Subset(Names(ours.RootElement.GetProperty("request_options")).ToHashSet(), Names(theirs.GetProperty("request_options")).ToHashSet());
    }

    [Fact]
    public void The_entry_is_read_whole_and_its_other_resources_are_no_search_answers()
    {
        using var tests = JsonDocument.Parse(Recordings.Read("rcsb", Files[2]));
        var entry = tests.RootElement.GetProperty("test7").GetProperty("expected_result");

        var record = RcsbEntry.Record("4HHB", entry, new RcsbLigands(null));

        Assert.Equal("THE CRYSTAL STRUCTURE OF HUMAN DEOXYHAEMOGLOBIN AT 1.74 ANGSTROMS RESOLUTION", record.Title);
        Assert.Equal(("1.74", "Å"), (record.Fact(RcsbFacts.Resolution), record.Facts[RcsbFacts.Resolution].Qualifier));
        Assert.Equal(("X-RAY DIFFRACTION", "HEM", "4.1", "REL"), (record.Fact(RcsbFacts.Method), record.Fact(RcsbFacts.Ligands), record.Fact(RcsbFacts.Revision), record.Fact(RcsbFacts.Status)));
        Assert.Equal(new DateOnly(1984, 7, 17), record.Dated);
        Assert.Equal(["pmid:6726807", "doi:10.1016/0022-2836(84)90472-8"], record.Related);
        Assert.False(record.Facts.ContainsKey(RcsbFacts.Affinity));
        Assert.Throws<SourceUnavailableException>(() => RcsbSearch.Parse(Recordings.Read("rcsb", Files[2])));
    }

    private static string Shape(JsonElement node) => node.TryGetProperty("nodes", out var nodes)
        ? $"{string.Join(',', Names(node))}({string.Join(' ', nodes.EnumerateArray().Select(Shape))})"
        : $"{string.Join(',', Names(node))}/{string.Join(',', Names(node.GetProperty("parameters")))}";

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);
}
