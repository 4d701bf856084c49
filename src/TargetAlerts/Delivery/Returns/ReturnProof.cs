using System.Text.RegularExpressions;
using MimeKit;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Delivery.Returns;

/// <summary>Which message or alert of ours a report is about. Anybody can write a report; only what we signed proves anything.</summary>
internal sealed partial class ReturnProof(BounceToken bounces, LinkTokens links)
{
    // Whom it was delivered to, as servers write it down, most direct first.
    private static readonly string[] Recipients = ["Delivered-To", "X-Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Original-Recipient", "To"];

    private const int MostTokens = 20;

    /// <summary>The message whose envelope sender the report was sent to.</summary>
    public string? Recipient(HeaderList headers) => Recipients.Select(name => Sender(headers, name)).FirstOrDefault(id => id is not null);

    /// <summary>The message whose envelope sender stands in a header.</summary>
    public string? Sender(HeaderList headers, string name) => Values(headers, name)
        .SelectMany(value => Token().Matches(value)).Take(MostTokens).Select(found => bounces.TryRead(found.Value, out var id) ? id : null).FirstOrDefault(id => id is not null);

    /// <summary>The alert whose mail has this head, by the link that unsubscribes from it.</summary>
    public string? Alert(HeaderList headers) => Values(headers, "List-Unsubscribe")
        .SelectMany(value => Link().Matches(value)).Take(MostTokens).Select(found => links.AlertOf(LinkPurpose.Unsubscribe, found.Groups[1].Value)).FirstOrDefault(id => id is not null);

    private static IEnumerable<string> Values(HeaderList headers, string name) => headers.Where(header => header.Field.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    [GeneratedRegex(@"(?<![a-z0-9])bounce\+[a-z2-7]{52}(?=@)", RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex(@"/a/([A-Za-z0-9_-]{1,300})/unsubscribe")]
    private static partial Regex Link();
}
