using TargetAlerts.Sources;

namespace TargetAlerts.Tests.Sources;

/// <summary>What publishers deposit, as plain text.</summary>
public sealed class MarkupTests
{
    [Theory]
    [InlineData("Uptake by <i>hSERT</i>", "Uptake by hSERT")]
    [InlineData("[<sup>3</sup>H]5-HT", "[3H]5-HT")]
    [InlineData("Aire&lt;sup&gt;+&lt;/sup&gt; cells", "Aire+ cells")]
    [InlineData("&amp;lt;i&amp;gt;in vivo&amp;lt;/i&amp;gt;", "in vivo")]
    [InlineData("P<0.001 and n>5", "P<0.001 and n>5")]
    [InlineData("P &lt; 0.001", "P < 0.001")]
    [InlineData("<h4>Background</h4>The transporter", "Background The transporter")]
    [InlineData("<jats:title>Abstract</jats:title><jats:p>Made up</jats:p>", "Abstract Made up")]
    [InlineData("""&lt;span class="word"&gt;Hyperbolic &lt;/span&gt;growth""", "Hyperbolic growth")]
    [InlineData("drug < placebo > none", "drug < placebo > none")]
    [InlineData("made-up <unknown> thing", "made-up <unknown> thing")]
    [InlineData("R&D", "R&D")]
    [InlineData(null, "")]
    public void Tags_go_and_what_only_looks_like_one_stays(string? deposited, string plain) => Assert.Equal(plain, Markup.Plain(deposited));

    [Theory]
    [InlineData("https://doi.org/10.1000/ABC", "10.1000/abc", "10.1000/abc", 0)]
    [InlineData("10.21203/rs.3.rs-1/v2", "10.21203/rs.3.rs-1/v2", "10.21203/rs.3.rs-1", 2)]
    [InlineData("10.20944/preprints202506.0013.v12", "10.20944/preprints202506.0013.v12", "10.20944/preprints202506.0013", 12)]
    [InlineData("doi: 10.1101/2025.06.10.658949", "10.1101/2025.06.10.658949", "10.1101/2025.06.10.658949", 0)]
    public void A_DOI_is_one_way_of_writing(string text, string doi, string plain, int version)
    {
        Assert.Equal(doi, Dois.Read(text));
        Assert.Equal((plain, version), (Dois.Unversioned(doi), Dois.Version(doi)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("11.1000/x")]
    [InlineData("10.1000")]
    [InlineData("https://example.org/10.1000/x")]
    public void What_is_none_is_none(string text) => Assert.Null(Dois.Read(text));
}
