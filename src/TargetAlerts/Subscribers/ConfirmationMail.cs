using System.Text.Encodings.Web;

namespace TargetAlerts.Subscribers;

/// <summary>Subject and both bodies of a mail that carries one link.</summary>
internal sealed record LinkMail(string Subject, string Text, string Html);

/// <summary>
/// Fixed texts. Whoever fills in a sign-up for a stranger must not get words of theirs into the stranger's mail
/// (M3AAWG, subscription bombing): the target symbols come from our own profiles, nothing else varies but the link.
/// </summary>
internal static class ConfirmationMail
{
    /// <summary>What confirming records; raise the number when the wording below changes.</summary>
    public const string Consent = "by link, text 1";

    public static LinkMail Confirmation(Alert alert, string link) => Compose(
        $"Please confirm your alert for {Symbols(alert)}",
        $"TargetAlerts was asked to mail this address a digest of what is new about {Symbols(alert)} in public life-science databases.",
        "Nothing is sent until you confirm:", link, "Confirm this alert",
        "The link works for 72 hours. If you did not ask for this, do nothing: the request is forgotten after 7 days.");

    public static LinkMail ManageLink(Alert alert, string link) => Compose(
        $"Your link to manage the alert for {Symbols(alert)}",
        $"On the unsubscribe page of your alert for {Symbols(alert)}, a link to manage it was asked for.",
        "Here it is:", link, "Manage this alert",
        "The link works for 24 hours; do not pass it on. If you did not ask for it, do nothing: nothing has changed.");

    private static LinkMail Compose(string subject, string why, string lead, string link, string label, string end)
    {
        var html = HtmlEncoder.Default;
        return new LinkMail(
            subject,
            $"{why}\n\n{lead}\n{link}\n\n{end}\n\n-- \nTargetAlerts\n",
            $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>{html.Encode(subject)}</title></head>
            <body>
            <p>{html.Encode(why)}</p>
            <p>{html.Encode(lead)}</p>
            <p><a href="{html.Encode(link)}">{html.Encode(label)}</a></p>
            <p>{html.Encode(end)}</p>
            <p>TargetAlerts</p>
            </body></html>

            """);
    }

    private static string Symbols(Alert alert)
    {
        var symbols = alert.Wish.Targets.Keys.ToList();
        return symbols.Count <= 5 ? string.Join(", ", symbols) : $"{string.Join(", ", symbols.Take(4))} and {symbols.Count - 4} more";
    }
}
