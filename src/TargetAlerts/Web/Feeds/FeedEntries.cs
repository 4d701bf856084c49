using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using TargetAlerts.Digests;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web.Feeds;

/// <summary>An item of a digest as both feeds tell it.</summary>
/// <param name="Urn">The identifier of the mail, made unique: "urn:targetalerts:0a1b2c3d4e:c1234".</param>
internal sealed record FeedEntry(string Urn, ToldItem Item, int Digest)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public string Title => Item.Event.Length > 0 ? $"{Item.Event}: {Item.Title}" : Item.Title;

    /// <summary>"No. 12, item 3".</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"No. {Digest}, item {Item.Item}");

    public string Html()
    {
        var html = new StringBuilder();
        Paragraph(string.Join(" · ", new[] { Item.Event }.Concat(Item.Badges).Where(part => part.Length > 0)));
        Paragraph(Item.Byline);
        foreach (var note in Item.Notes) Paragraph(note);
        Paragraph(Item.Context);
        if (Item.Facts.Count > 0) html.Append("<ul>").AppendJoin("", Item.Facts.Select(fact => $"<li>{Encoder.Encode(DigestWords.Line(fact))}</li>")).Append("</ul>");
        Paragraph($"Why: {Item.Why}");
        Paragraph($"{Place} · {Item.Id}");
        return html.ToString();

        void Paragraph(string text)
        {
            if (text.Length > 0) html.Append("<p>").Append(Encoder.Encode(text)).Append("</p>");
        }
    }
}

/// <summary>What the feeds of an alert hold.</summary>
internal sealed class FeedEntries(ArchiveStore archive, Installation installation)
{
    private const int Most = 100;

    /// <summary>The items told last, newest digest first. What a failed digest told is left to the one that told it again.</summary>
    public async Task<IReadOnlyList<FeedEntry>> ReadAsync(Alert alert, CancellationToken cancellationToken)
    {
        var told = new HashSet<long>();
        var entries = new List<FeedEntry>();
        // One more than shown would be enough but for what is left out.
        foreach (var digest in await archive.ToldAsync(alert.Id, 2 * Most, cancellationToken))
        {
            entries.AddRange(digest.Items.Where(item => !item.Changes.Any(told.Contains)).Select(item => new FeedEntry(installation.Urn(item.Id), item, digest.Number)));
            told.UnionWith(digest.Items.SelectMany(item => item.Changes));
        }
        return [.. entries.Take(Most)];
    }
}
