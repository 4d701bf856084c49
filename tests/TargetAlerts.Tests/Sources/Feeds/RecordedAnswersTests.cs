using TargetAlerts.Sources.Feeds;

namespace TargetAlerts.Tests.Sources.Feeds;

/// <summary>The reader over every recorded feed; what is expected was read by eye and counted by other means.</summary>
public sealed class RecordedAnswersTests
{
    private static readonly Uri Address = new("https://feeds.example.org/feed.xml");

    /// <summary>File, items, first title (its beginning), first link, first key, first day.</summary>
    public static TheoryData<string, int, string, string?, string, string?> Readable => new()
    {
        { "from-docs/rss-corrupted-ampersands.xml", -1, "cut", null, "", null },
        { "from-docs/rss-empty-document.xml", -1, "cut", null, "", null },
        { "from-docs/rss-incomplete-cdata.xml", -1, "cut", null, "", null },
        { "from-docs/rss-undeclared-namespace.xml", 0, "", null, "", null },
        { "recorded/atom-github-commits.xml", 20, "Parse podcast categories", "https://github.com/miniflux/v2/commit/6d97f8b4582414b6ce69467656824690057d4793", "tag:github.com,2008:Grit::Commit/6d97f8b4582414b6ce69467656824690057d4793", "2024-03-12" },
        { "recorded/atom-reddit.xml", 1, "Vibrant Visuals", "https://www.reddit.com/r/Minecraft/comments/1ldu6hr/vibrant_visuals_troubleshooting/", "redditstatic.com/icon.png", "2025-06-17" },
        { "recorded/atom-relative-urls.xml", 1, "What The Distribution - What Is Inside Gradle Distribution Zips?", "https://feeds.example.org/2024/12/18/What-The-Distribution.html", "/2024/12/18/What-The-Distribution", "2024-12-18" },
        { "recorded/rdf-090-heise.xml", 60, "OLED-TVs: Vorsichtsmaßnahmen gegen Einbrennen", "https://www.heise.de/newsticker/meldung/OLED-TVs-Vorsichtsmassnahmen-gegen-Einbrennen-4205274.html?wt_mc=rss.ho.beitrag.rdf", "heise.de/newsticker/meldung/OLED-TVs-Vorsichtsmassnahmen-gegen-Einbrennen-4205274.html", null },
        { "recorded/rdf-orf-dcdate.xml", 1, "", "https://orf.at/stories/3380633/", "orf.at/stories/3380633", "2025-01-03" },
        { "recorded/rss2-a10-atom-namespace.xml", 1, "Høydepunkter fra 2022 - nr.11", null, "l_e6338d4f-2777-43c4-b38d-4f2777e3c4de", "2022-12-31" },
        { "recorded/rss2-dcdate-no-pubdate.xml", 1, "Europe : vers un « affaiblissement historique » des normes écologiques ?", "https://reporterre.net/Europe-vers-un-affaiblissement-historique-des-normes-ecologiques", "reporterre.net/Europe-vers-un-affaiblissement-historique-des-normes-ecologiques", "2025-02-26" },
        { "recorded/rss2-fda-drug-recalls-pubdate-markup.xml", 1, "Vivimed Life Sciences Pvt Ltd Issues Voluntary Nationwide Recall of Losartan Potassium 25 mg,", "https://www.fda.gov/safety/recalls-market-withdrawals-safety-alerts/vivimed-life-sciences-pvt-ltd-issues-voluntary-nationwide-recall-losartan-potassium-25-mg-50-mg-and", "fda.gov/safety/recalls-market-withdrawals-safety-alerts/vivimed-life-sciences-pvt-ltd-issues-voluntary-nationwide-recall-losartan-potassium-25-mg-50-mg-and", "2019-05-03" },
        { "recorded/rss2-iso-8859-7.xml", 1, "«Πορτραίτα καραντίνας»", "https://www.liberal.gr/news/portraita-karantinas-gia-empneusi-apo-ti-sullogi-feliou/298923", "liberal.gr/news/portraita-karantinas-gia-empneusi-apo-ti-sullogi-feliou/298923", "2020-04-24" },
        { "recorded/rss2-leading-blank-lines.xml", 1, "Japan’s plans for 5G include 10 billion 14-digit phone numbers", "https://www.androidauthority.com/japan-phone-numbers-14-digits-5g-986823/", "androidauthority.com?p=986823", "2019-05-15" },
        { "recorded/rss2-mismatched-html-in-description.xml", 1, "AGGIORNAMENTO DEL 28-9-2025", "https://www.lucasdelirium.it/", "aggiornamentodel2892025 2025-09-28", "2025-09-28" },
        // The fourth of its ten items is empty.
        { "recorded/rss2-no-declared-encoding-latin1.xml", 9, "Perturbateurs endocriniens : quels effets sur le cerveau ?", "https://le-cercle-psy.scienceshumaines.com/perturbateurs-endocriniens-quels-effets-sur-le-cerveau_sh_39995", "le-cercle-psy.scienceshumaines.com/perturbateurs-endocriniens-quels-effets-sur-le-cerveau_sh_39995", "2018-10-17" },
        { "recorded/rss2-no-guid-comments.xml", 1, "GPTZero case study discovers it's only accurate on less than 50% of text", "https://gonzoknows.com/posts/GPTZero-Case-Study/", "gonzoknows.com/posts/GPTZero-Case-Study", "2023-02-19" },
        { "recorded/rss2-windows-1251.xml", 50, "Цитата #17703", "https://ibash.org.ru/quote.php?id=17703", "ibash.org.ru/quote.php?id=17703", "2018-03-21" },
    };

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal(Readable.Select(row => row.Data.Item1).Order(StringComparer.Ordinal), Recordings.Files("feeds"));

    [Theory, MemberData(nameof(Readable))]
    public void Every_feed_gives_its_items(string file, int items, string title, string? link, string key, string? day)
    {
        var body = Recordings.Read("feeds", file);
        if (items < 0)
        {
            Assert.Contains(title, Assert.Throws<FormatException>(() => FeedDocument.Parse(body, null, Address)).Message, StringComparison.Ordinal);
            return;
        }

        var document = FeedDocument.Parse(body, null, Address);

        Assert.Equal(items, document.Items.Count);
        if (items == 0) return;
        var first = document.Items[0];
        Assert.StartsWith(title, first.Title, StringComparison.Ordinal);
        Assert.Equal((link, key, day), (FeedLinks.Safe(first.Link), first.Key, first.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.DoesNotContain(document.Items, item => (item.Title + item.Text).Contains('\uFFFD'));
        Assert.Equal(items, document.Items.Select(item => item.Key).Distinct().Count());
    }

    [Fact]
    public void Text_that_is_real_markup_is_read_whole()
    {
        var item = Assert.Single(FeedDocument.Parse(Recordings.Read("feeds", "recorded/rss2-mismatched-html-in-description.xml"), null, Address).Items);

        Assert.StartsWith("L'Ordine dei Giganti: è arrivato il DLC di Indy - Keeper, ultimo giro", item.Text, StringComparison.Ordinal);
        Assert.EndsWith("Death By Scrolling, pausa dalle avventure grafiche", item.Text, StringComparison.Ordinal);
    }
}
