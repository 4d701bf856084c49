using TargetAlerts.Digests;

namespace TargetAlerts.Tests.Digests;

public sealed class SectionCapTests
{
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(20, 20, 0, 0)]
    [InlineData(22, 21, 1, 0)]
    [InlineData(32, 24, 4, 4)]
    [InlineData(200, 40, 80, 80)]
    public void Bad_news_has_a_head_start_then_the_sections_take_turns(int items, params int[] shown) =>
        Assert.Equal(shown, SectionCap.Ranked(SampleDigests.Flood, items).Sections.Select(section => section.Items.Count));

    [Fact]
    public void A_section_of_which_nothing_is_shown_says_how_much_there_is()
    {
        var text = DigestText.Render(SectionCap.Ranked(SampleDigests.Flood, 21) with { WholeLink = "https://alerts.example.org/a/sample/digest" });

        Assert.Contains("PAPERS AND PREPRINTS                                               1,560 items", text, StringComparison.Ordinal);
        Assert.Contains("    1,560 items in the archived digest\n", text, StringComparison.Ordinal);
        Assert.Contains("    … and 19 more in the archived digest\n", text, StringComparison.Ordinal);
    }
}
