using TargetAlerts.Digests;

namespace TargetAlerts.Tests.Digests;

public sealed class DigestTextTests
{
    [Fact]
    public void An_old_value_without_a_new_one_is_said_to_be_gone() =>
        Assert.Contains("Sponsor             Halden Therapeutics → no longer given\n", DigestText.Render(SampleDigests.BadNewsFirst), StringComparison.Ordinal);

    [Fact]
    public void One_section_needs_no_list_of_sections() =>
        Assert.DoesNotContain(" ..... ", DigestText.Render(SampleDigests.OneItem), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "1 of 2", "… and 1 more in the archived digest")]
    [InlineData(1999, "1 of 2,000", "… and 1,999 more in the archived digest")]
    public void Omitted_items_are_counted(int omitted, string extent, string sentence)
    {
        var text = DigestText.Render(SampleDigests.OneItem with { WholeLink = "https://alerts.example.org/a/sample/digest", Sections = [SampleDigests.OneItem.Sections[0] with { Omitted = omitted }] });

        Assert.Contains(extent, text, StringComparison.Ordinal);
        Assert.Contains($"{sentence}\n      https://alerts.example.org/a/sample/digest#", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quiet_mail_does_not_claim_a_source_was_read_when_it_was_not()
    {
        var text = DigestText.Render(SampleDigests.Quiet with { Coverage = SampleDigests.SourceDown.Coverage });

        Assert.DoesNotContain(DigestWords.AllRead, text, StringComparison.Ordinal);
        Assert.Contains("1 of 2 read", text, StringComparison.Ordinal);
        Assert.Contains("! ClinicalTrials.gov could not be checked", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_without_items_have_no_heading() =>
        Assert.DoesNotContain("PAPERS", DigestText.Render(SampleDigests.MissingEverything), StringComparison.Ordinal);
}
