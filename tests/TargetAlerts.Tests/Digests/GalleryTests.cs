using TargetAlerts.Delivery;

namespace TargetAlerts.Tests.Digests;

public sealed class GalleryTests
{
    [Fact(Explicit = true)]
    public async Task Write()
    {
        var folder = Environment.GetEnvironmentVariable("TARGETALERTS_GALLERY")!;
        Directory.CreateDirectory(folder);
        foreach (var (name, view) in SampleDigests.All)
        {
            var mail = await SampleMails.ComposeAsync(view, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(Path.Combine(folder, name + ".eml"), mail.Bytes, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".html"), MailedHtml.Of(mail.Bytes), TestContext.Current.CancellationToken);
        }
    }
}
