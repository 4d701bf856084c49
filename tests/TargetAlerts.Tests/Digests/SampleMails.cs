using Microsoft.Extensions.Logging.Abstractions;
using TargetAlerts.Delivery;
using TargetAlerts.Digests;
using TargetAlerts.Tests.Delivery;

namespace TargetAlerts.Tests.Digests;

/// <summary>The sample digests as mails.</summary>
internal static class SampleMails
{
    public static async Task<ComposedMail> ComposeAsync(DigestView view, CancellationToken cancellationToken)
    {
        using var html = new DigestHtml(NullLoggerFactory.Instance);
        return new MailComposer(Mails.Options(), Mails.Key).Compose(Mails.Digest() with
        {
            Subject = view.Subject,
            Text = DigestText.Render(view),
            Html = await html.RenderAsync(view, cancellationToken),
            Pictures = [.. view.Pictures.Select(picture => new MailPicture(picture.ContentId, picture.Png))],
        });
    }
}
