using TargetAlerts.Sources;
using TargetAlerts.Sources.Gtopdb;

namespace TargetAlerts.Tests.Sources.Gtopdb;

/// <summary>What is recorded of the Guide are downloads, which name the version; no answer of its services is.</summary>
public sealed class RecordedAnswersTests
{
    private static readonly string[] Downloads = ["recorded/ligand_id_mapping_2024.3_subset.tsv", "recorded/ligands_2024.3_subset.tsv"];

    public static TheoryData<string> Files => [.. Downloads];

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal(Downloads, Recordings.Files("gtopdb"));

    [Theory, MemberData(nameof(Files))]
    public void A_download_names_the_version_and_is_no_list_of_interactions(string file)
    {
        var body = Recordings.Read("gtopdb", file);

        Assert.Equal("2024.3 2024-10-03", GtopdbSource.Version(body));
        Assert.Equal("2024.3 2024-10-03", GtopdbSource.Version(body.AsSpan(0, 256)));
        Assert.Throws<SourceUnavailableException>(() => GtopdbList.Parse(body, "Human"));
    }

    [Theory]
    [InlineData("[Arg<sup>8</sup>]vasotocin", "[Arg8]vasotocin")]
    [InlineData("(&plusmn;)-rolipram", "(±)-rolipram")]
    [InlineData("5-HT<sub>1A</sub>", "5-HT1A")]
    [InlineData("K < 5", "K < 5")]
    public void Names_lose_their_markup(string name, string plain) => Assert.Equal(plain, GtopdbText.Plain(name));
}
