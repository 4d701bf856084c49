using Microsoft.Extensions.Logging.Abstractions;
using TargetAlerts.Digests;

namespace TargetAlerts.Tests.Digests;

public sealed class DigestGoldenTests
{
    public static TheoryData<string> Names => [.. SampleDigests.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_text_part_is_as_accepted(string name) =>
        await Golden.Matches(name + ".txt", DigestText.Render(SampleDigests.All[name]), TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_HTML_part_is_as_accepted(string name)
    {
        using var html = new DigestHtml(NullLoggerFactory.Instance);
        var mail = await html.RenderAsync(SampleDigests.All[name], TestContext.Current.CancellationToken);
        await Golden.Matches(name + ".html", mail, TestContext.Current.CancellationToken);
    }
}
