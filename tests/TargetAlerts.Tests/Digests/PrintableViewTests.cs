using TargetAlerts.Digests;
using TargetAlerts.Digests.Html;

namespace TargetAlerts.Tests.Digests;

public sealed class PrintableViewTests
{
    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://clinicaltrials.gov/study/NCT99000001")]
    [InlineData("https://pubmed.ncbi.nlm.nih.gov@evil.example/")]
    [InlineData("https://clinicaltrials.gov/\r\nBcc: someone@evil.example")]
    [InlineData("/study/NCT99000001")]
    [InlineData("")]
    public void An_upstream_link_that_is_not_plain_HTTPS_is_left_out(string address)
    {
        var item = Printable(SampleItems.NewTrial(1) with { Link = address, Links = [new("Bad", address)] });

        Assert.Equal("", item.Link);
        Assert.Empty(item.Links);
    }

    [Fact]
    public void The_records_own_link_comes_first_and_only_once()
    {
        var paper = SampleItems.Paper(1);

        var item = Printable(paper with { Links = [.. paper.Links.Reverse(), new("Again", paper.Link)] });

        Assert.Equal(["PubMed", "DOI", "PMC full text"], item.Links.Select(link => link.Label));
        Assert.Equal(paper.Link, item.Links[0].Address);
    }

    [Fact]
    public void The_services_own_links_may_be_HTTP()
    {
        var view = PrintableView.Of(SampleDigests.OneItem with { ManageLink = "http://localhost:8080/manage" });

        Assert.Equal("http://localhost:8080/manage", view.ManageLink);
    }

    [Fact]
    public void A_long_title_is_cut_at_a_word()
    {
        var title = Printable(SampleItems.Paper(1) with { Title = string.Concat(Enumerable.Repeat("made up ", 500)) }).Title;

        Assert.InRange(title.Length, 290, 300);
        Assert.EndsWith(" up…", title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SERT and sert, but not SERTs", "[SERT] and [sert], but not SERTs")]
    [InlineData("The serotonin transporter (SERT)", "The [serotonin transporter] ([SERT])")]
    [InlineData("5-HT2A alone", "5-HT2A alone")]
    [InlineData("SERT", "[SERT]")]
    public void Whole_words_are_marked_whatever_their_case(string title, string marked)
    {
        var pieces = WordMarks.Split(title, ["sert", "serotonin", "Serotonin Transporter"]);

        Assert.Equal(marked, string.Concat(pieces.Select(piece => piece.Marked ? $"[{piece.Text}]" : piece.Text)));
    }

    private static DigestItem Printable(DigestItem item) =>
        PrintableView.Of(SampleDigests.Digest(1, [new("Trials", "trials", false, [item])])).Sections[0].Items[0];
}
