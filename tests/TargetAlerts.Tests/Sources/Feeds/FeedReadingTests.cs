using System.Text;
using TargetAlerts.Sources.Feeds;

namespace TargetAlerts.Tests.Sources.Feeds;

/// <summary>Dates, charsets and broken XML as they come (SPEC.md).</summary>
public sealed class FeedReadingTests
{
    private static readonly Uri Address = new("https://news.example/feed.xml");

    [Theory]
    [InlineData("Wed, 02 Oct 2002 13:00:00 GMT", "2002-10-02")]
    [InlineData("Wed, 2 Oct 02 13:00 EST", "2002-10-02")]
    [InlineData("Tue, 02 Oct 2002 23:30:00 EST", "2002-10-03")]
    [InlineData("2 Oct 2002 5:00:00 +0900", "2002-10-01")]
    [InlineData("Thur, 03 Oct 2002 01:00:00 UT", "2002-10-03")]
    [InlineData("Wed, 02 Oct 2002 00:30:00 GMT+1", "2002-10-01")]
    [InlineData("Thu, 03 Oct 2002 12:00:00 GM6 GMT", "2002-10-03")]
    [InlineData("2026-05-26T15:09:37.845816062Z", "2026-05-26")]
    [InlineData("2026-05-26T23:30:00-05:00", "2026-05-27")]
    [InlineData("2026-05-26 15:09", "2026-05-26")]
    [InlineData("2026-05", "2026-05-01")]
    [InlineData("May 3, 2019", "2019-05-03")]
    [InlineData("Fri, 05/03/2019 - 15:21", "2019-05-03")]
    [InlineData("Thu, 31 Feb 2019 10:00:00 GMT", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void A_day_is_read_in_many_forms(string text, string? day) => Assert.Equal(day, FeedDates.Parse(text)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("utf-8", null, "Größe")]
    [InlineData("windows-1252", "windows-1252", "Größe")]
    [InlineData("windows-1251", "windows-1251", "Цитата")]
    [InlineData("iso-8859-7", "iso-8859-7", "Πορτραίτα")]
    [InlineData("utf-16", null, "Größe")]
    [InlineData("windows-1252", "utf-8", "Größe")]
    [InlineData("windows-1252", "no-such-charset", "Größe")]
    [InlineData("utf-8", "utf-16", "Größe")]
    public void Text_is_read_whatever_charset_is_claimed(string written, string? claimed, string title)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(written) ?? Encoding.GetEncoding(written);
        byte[] body = [.. encoding.GetPreamble(), .. encoding.GetBytes(Feed($"<title>{title}</title>"))];

        Assert.Equal(title, Assert.Single(FeedDocument.Parse(body, claimed, Address).Items).Title);
    }

    [Theory]
    [InlineData("<title>Rock & roll &nbsp;&eacute;&amp;c &foo;</title>", "Rock & roll é&c &foo;")]
    [InlineData("<title>bell\u0007 and &#7; null &#0;</title>", "bell and null")]
    [InlineData("<title>a<x:y z:w='1'>b</x:y></title>", "a b")]
    [InlineData("<title>5-<i>HT</i> p<0.05</title>", null)]
    [InlineData("<title><![CDATA[5-<i>HT</i> with p<0.05 &amp; more]]></title>", "5-HT with p<0.05 & more")]
    [InlineData("<title>GPTZero&amp;#x27;s</title>", "GPTZero's")]
    public void What_can_be_repaired_is_and_the_rest_is_said(string element, string? title)
    {
        var body = Encoding.UTF8.GetBytes("\n\n<?xml version=\"1.0\"?>" + Feed(element));

        if (title is null) Assert.Throws<FormatException>(() => FeedDocument.Parse(body, null, Address));
        else Assert.Equal(title, Assert.Single(FeedDocument.Parse(body, null, Address).Items).Title);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><head></head></html>")]
    [InlineData("<html><body>Just a moment…</body></html>")]
    [InlineData("<opml version='1.0'/>")]
    [InlineData("<rss version='2.0'></rss>")]
    [InlineData("<feed/>")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&a;</title></item></channel>")]
    public void What_is_no_feed_is_never_an_empty_one(string body) => Assert.Throws<FormatException>(() => FeedDocument.Parse(Encoding.UTF8.GetBytes(body), null, Address));

    [Fact]
    public void Entities_of_a_document_type_mean_nothing()
    {
        var body = Encoding.UTF8.GetBytes($"<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>{Feed("<title>lol &b;</title>")}");

        Assert.Equal("lol &b;", Assert.Single(FeedDocument.Parse(body, null, Address).Items).Title);
    }

    [Fact]
    public void A_guid_shared_by_several_items_names_none_of_them()
    {
        var body = Encoding.UTF8.GetBytes("<rss><channel><item><guid>1</guid><title>a</title></item><item><guid>1</guid><title>b</title></item><item><guid>1</guid><title>b</title></item></channel></rss>");

        Assert.Equal(["1 a", "1 b"], FeedDocument.Parse(body, null, Address).Items.Select(item => item.Key));
    }

    [Theory]
    [InlineData("https://evil.example:8443/x")]
    [InlineData("https://ada@evil.example/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://intranet/x")]
    [InlineData("javascript:alert(1)")]
    public void A_link_that_is_not_plain_is_not_shown(string link)
    {
        var document = FeedDocument.Parse(Encoding.UTF8.GetBytes(Feed($"<title>a</title><link>{link}</link>")), null, Address);

        Assert.Equal("https://news.example/", FeedRecord.Of(new("n", Address), document, document.Items[0], "n:1", new(2026, 1, 1)).Link);
    }

    private static string Feed(string item) => $"<rss version=\"2.0\"><channel><title>Made up</title><link>http://news.example/</link><item>{item}</item></channel></rss>";
}
