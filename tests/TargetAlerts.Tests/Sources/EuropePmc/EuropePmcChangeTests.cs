using TargetAlerts.Checks;
using TargetAlerts.Upstreams.EuropePmc;

namespace TargetAlerts.Tests.Sources.EuropePmc;

/// <summary>What is told of new, changed and withdrawn records (SPEC.md sections 2 and 7).</summary>
public sealed class EuropePmcChangeTests
{
    [Fact]
    public async Task New_preprints_papers_and_patents_are_told_once()
    {
        await using var service = await Rows.KnownAsync();
        service.Model.EuropePmc.Add(Rows.Preprint(50, service.Model.Today), Rows.Paper(50, service.Model.Today), Rows.Patent(50, service.Model.Today));

        var report = await service.NextAsync();

        Assert.Equal((CheckOutcome.Complete, 3, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn));
        foreach (var (id, kind) in new[] { (Rows.PreprintId(50), "preprint"), (Rows.Paper(50).Key, "publication"), (Rows.Patent(50).Key, "patent") })
        {
            Assert.Equal(["added"], await service.ToldAsync(id));
            Assert.Equal(kind, await service.ReadAsync<string>($"SELECT kind FROM records WHERE id = '{id}'"));
        }
        Assert.Equal(0, (await service.NextAsync()).Added);
    }

    [Theory]
    [InlineData("published", "updated: publishedAs")]
    [InlineData("version", "updated: version")]
    [InlineData("erratum", "updated: correction")]
    [InlineData("concern", "updated: concern")]
    [InlineData("retraction link", "withdrawn: retracted")]
    [InlineData("retraction type", "withdrawn: retracted")]
    [InlineData("retraction title", "withdrawn: retracted")]
    [InlineData("title", "updated: title")]
    [InlineData("abstract", "updated: abstract")]
    [InlineData("title markup", null)]
    [InlineData("citations", null)]
    public async Task A_difference_is_told_for_what_it_is(string what, string? told)
    {
        await using var service = await Rows.KnownAsync();
        service.Model.EuropePmc.Change(Rows.Preprint(1).Key, row => Changed(row, what));

        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync()).Outcome);
        await service.NextAsync(8);

        Assert.Equal(told is null ? [] : [told], await service.ToldAsync(Rows.PreprintId(1)));
        Assert.Equal(told is null ? 0 : 1, await service.ChangesAsync());
    }

    [Fact]
    public async Task A_preprint_and_its_paper_are_declared_the_same_work()
    {
        await using var service = await Rows.KnownAsync();
        service.Model.EuropePmc.Change(Rows.Preprint(1).Key, row => Changed(row, "published"));

        await service.NextAsync();

        Assert.Equal(["doi:" + Rows.Doi(1), "pmid:99000001", "ppr:ppr900001"], await service.ListAsync<string>($"SELECT work_key FROM work_keys WHERE id = '{Rows.PreprintId(1)}' ORDER BY work_key"));
    }

    [Fact]
    public async Task What_changes_without_a_date_is_found_within_the_week()
    {
        await using var service = await Rows.KnownAsync();
        service.Model.EuropePmc.Change(Rows.Preprint(1).Key, row => Changed(row, "published"), Rows.Bulk);

        await service.NextAsync(3);
        Assert.Empty(await service.ToldAsync(Rows.PreprintId(1)));
        await service.NextAsync(4);

        Assert.Equal(["updated: publishedAs"], await service.ToldAsync(Rows.PreprintId(1)));
    }

    [Fact]
    public async Task Of_several_versions_with_numbers_of_their_own_the_latest_is_the_record()
    {
        await using var service = await Rows.KnownAsync(fill: model => model.EuropePmc.Add(Version(1)));
        service.Model.EuropePmc.Add(Version(2) with { FirstIndexed = service.Model.Today, Updated = service.Model.Today });

        await service.NextAsync();
        await service.NextAsync(8);

        Assert.Equal(["updated: version,title"], await service.ToldAsync("PPR/10.21203/rs.3.rs-77"));
        Assert.Equal(1, await service.ChangesAsync());
    }

    [Fact]
    public async Task Patents_can_be_left_out()
    {
        await using var service = await Rows.KnownAsync(configure: options => options.Sources[Rows.Source].Patents = false);

        Assert.Equal(21, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM records WHERE kind = 'patent'"));
    }

    [Fact]
    public async Task It_is_said_which_word_stood_where()
    {
        await using var service = await Rows.KnownAsync();

        Assert.Contains("serotonin transporter", await service.ReadAsync<string>($"SELECT matches FROM memberships WHERE id = '{Rows.PreprintId(1)}'"), StringComparison.Ordinal);
    }

    private static PmcRow Version(int version) => Rows.Preprint(77) with { Id = $"PPR{800_000 + (version * 7)}", Doi = $"10.21203/rs.3.rs-77/v{version}", Version = version, Title = $"Made-up preprint on the serotonin transporter, as revised {version}" };

    private static PmcRow Changed(PmcRow row, string what) => what switch
    {
        "published" => row with { Links = [new("Preprint of", "MED", "99000001")] },
        "version" => row with { Version = 2 },
        "erratum" => row with { Links = [new("Erratum in", "MED", "99000002")] },
        "concern" => row with { Links = [new("Expression of concern in", "MED", "99000003")] },
        "retraction link" => row with { Links = [new("Retraction in", "MED", "99000004")] },
        "retraction type" => row with { PubTypes = [.. row.PubTypes, "Retracted Publication"] },
        "retraction title" => row with { Title = $"WITHDRAWN: {row.Title}" },
        "title" => row with { Title = "Another title, of the serotonin transporter" },
        "abstract" => row with { Abstract = "Another abstract." },
        "title markup" => row with { Title = $"<i>{row.Title!.ToUpperInvariant()}</i>." },
        "citations" => row with { CitedBy = 12 },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "no such difference"),
    };
}
