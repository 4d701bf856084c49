using System.Net;
using TargetAlerts.Targets;
using TargetAlerts.Web.Admin;

namespace TargetAlerts.Tests.Web.Admin;

/// <summary>Names of a profile: the effect on each source's query is shown before anything is saved.</summary>
public sealed class ProfilePagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_effect_is_shown_first_and_saving_is_in_force_at_once_and_in_the_file()
    {
        await using var service = await StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(service);
        var catalog = service.Get<TargetCatalog>();
        var before = await File.ReadAllTextAsync(catalog.FileOf(catalog.Get("SERT"))!, Stop);

        var (status, page, _) = await browser.PressAsync("/admin/targets/sert", "value=\"try\"", ("new-name", "made-up transporter"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("What it would change", page, StringComparison.Ordinal);
        Assert.Matches("<h3[^>]*>PubMed</h3>\\s*<p class=\"query\">.*<ins>[^<]*made-up transporter", page);
        Assert.Contains("ClinicalTrials.gov</h3>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"made-up transporter\"", page, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(catalog.FileOf(catalog.Get("SERT"))!, Stop));

        Assert.Equal("/admin/targets/SERT?said=target-saved", (await browser.PressAsync("/admin/targets/SERT", "value=\"save\"", ("new-name", "made-up transporter"), ("use-0", "remove"), ("use-1", "never"))).To);

        var sert = catalog.Get("SERT");
        var read = TargetCatalog.ReadFile(catalog.FileOf(sert)!);
        Assert.Equal(read.Names, sert.Names);
        Assert.Contains(sert.Names, name => name is { Text: "made-up transporter", Use: TermUse.Alone });
        Assert.DoesNotContain(sert.Names, name => name.Text == TestTargets.Sert.Names[0].Text);
        Assert.Equal(TermUse.Never, sert.Names[0].Use);
        Assert.Equal(TestTargets.Sert.Drugs.Count, read.Drugs.Count);
        Assert.Equal(before, await File.ReadAllTextAsync(catalog.FileOf(sert) + ".old", Stop));
        Assert.Contains("+ made-up transporter (Alone)", await service.ReadAsync<string>("SELECT detail FROM audit WHERE action = 'target edited' AND subject = 'SERT'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_next_start_would_refuse_comes_back_beside_its_field()
    {
        await using var service = await StartAsync();
        await using var browser = await AdminBrowser.SignedInAsync(service);

        var (status, page, _) = await browser.PressAsync("/admin/targets/SERT", "value=\"save\"", ("context", ""), ("new-name", "…"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("id=\"context-e\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"new-name-e\"", page, StringComparison.Ordinal);

        // Saved from another window meanwhile.
        (status, page, _) = await browser.PressAsync("/admin/targets/SERT", "value=\"save\"", ("version", "0000"), ("new-name", "made-up transporter"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("changed meanwhile", page, StringComparison.Ordinal);
        Assert.Equal(TestTargets.Sert.Names, service.Get<TargetCatalog>().Get("SERT").Names);
    }

    [Fact]
    public async Task A_target_with_alerts_is_removed_only_when_that_is_said()
    {
        await using var service = await StartAsync();
        await service.AddAlertAsync();
        await using var browser = await AdminBrowser.SignedInAsync(service);

        var (status, page, _) = await browser.PressAsync("/admin/targets/SERT", "Remove SERT</button>");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("1 alert on it would hear nothing more", page, StringComparison.Ordinal);

        Assert.Equal("/admin/targets?said=target-removed", (await browser.PressAsync("/admin/targets/SERT", "Remove SERT</button>", ("force", "yes"))).To);
        Assert.Empty(service.Get<TargetCatalog>().All);
        Assert.Single(Directory.GetFiles(Path.Combine(service.Options.DataDirectory, "targets"), "*.removed"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Client.GetAsync("/admin/targets/SERT", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Client.GetAsync("/targets/SERT", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("a b c", "a b c", "…")]
    [InlineData("a b c", "a x c", " a|-b|+x| c")]
    [InlineData("a", "a b", " a|+b")]
    [InlineData("", "a", "+a")]
    [InlineData("(\"a b\"[t] OR \"a c\")", "(\"a b\"[t] OR \"x y\" OR \"a c\")", " (\"a b\"[t] OR|+\"x y\" OR| \"a c\")")]
    [InlineData("1 2 3 4 5 6 7 8 9", "1 2 3 4 5 6 7 8 9 x", "…|" + " 4 5 6 7 8 9|+x")]
    [InlineData("s 1 2 3 4 5 6 7 8 9 a b c d e t", "r 1 2 3 4 5 6 7 8 9 a b c d e u", "-s|+r| 1 2 3 4 5 6|…| 9 a b c d e|-t|+u")]
    public void Queries_differ_by_words_with_a_few_around(string old, string now, string parts) =>
        Assert.Equal(parts, string.Join('|', QueryDifference.Of(old, now).Select(part => part.Mark + part.Text)));

    private static Task<TestService> StartAsync() => TestService.StartAsync(configure: AdminBrowser.Configure, catalog: folder =>
    {
        var targets = Directory.CreateDirectory(Path.Combine(folder, "targets")).FullName;
        File.Copy(Path.Combine(TestTargets.ConfigFolder, "targets", "SERT.json"), Path.Combine(targets, "SERT.json"));
        return TargetCatalog.Read(targets);
    });
}
