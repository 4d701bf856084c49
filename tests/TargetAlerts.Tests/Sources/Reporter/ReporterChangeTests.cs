using TargetAlerts.Checks;
using TargetAlerts.Upstreams.Reporter;

namespace TargetAlerts.Tests.Sources.Reporter;

/// <summary>What is told of grants (SPEC.md, "Since D" and "What matters").</summary>
public sealed class ReporterChangeTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(7, true)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    public async Task A_year_that_only_continues_a_grant_is_kept_and_not_told(int type, bool told)
    {
        await using var service = await Awards.KnownAsync();
        service.Model.Reporter.Add(Awards.Award(50, service.Model.Today, type));

        Assert.Equal((CheckOutcome.Complete, told ? 1 : 0), await service.AwardedAsync() is var report ? (report.Outcome, report.Added + report.Updated) : default);

        Assert.Equal(told ? ["added"] : [], await service.ToldAsync(Awards.Id(50)));
        Assert.Equal(1, await service.ReadAsync<int>($"SELECT COUNT(*) FROM memberships WHERE id = '{Awards.Id(50)}'"));
        if (!told) Assert.Equal("1 award years only continue a grant", await service.ReadAsync<string>("SELECT notes FROM watches"));
        // What changes in it later is told all the same.
        service.Model.Reporter.Change(10_000_050, award => award with { End = new(2032, 3, 31) });
        await service.AwardedAsync();
        Assert.Equal("updated: end", (await service.ToldAsync(Awards.Id(50)))[^1]);
    }

    [Theory]
    [InlineData("amount 20 % more", null)]
    [InlineData("amount 21 % more", "updated: amount")]
    [InlineData("amount a fifth less and more", "updated: amount")]
    [InlineData("amount unknown", null)]
    [InlineData("end", "updated: end")]
    [InlineData("investigator", "updated: investigators")]
    [InlineData("blanks in a name", null)]
    [InlineData("organisation", "updated: organisation")]
    [InlineData("title", "updated: title")]
    [InlineData("title in capitals", null)]
    [InlineData("notice", null)]
    public async Task A_difference_is_told_for_what_it_is_within_the_week(string what, string? told)
    {
        await using var service = await Awards.KnownAsync();
        service.Model.Reporter.Change(10_000_001, award => Changed(award, what));

        await service.AwardedAsync(7);
        await service.AwardedAsync(7);

        Assert.Equal(told is null ? [] : [told], await service.ToldAsync(Awards.Id(1)));
    }

    [Fact]
    public async Task A_renewal_of_a_known_grant_is_an_item_of_its_own()
    {
        await using var service = await Awards.KnownAsync();
        await service.AddAlertAsync();
        service.Model.Reporter.Add(Awards.Award(51, service.Model.Today, 2) with { CoreProjectNum = "R01MH990001" });
        await service.AwardedAsync();

        Assert.Equal(1, Assert.Single(await service.DigestNowAsync()).Items);
    }

    [Fact]
    public async Task A_year_that_is_missing_twice_a_day_apart_is_withdrawn_once()
    {
        await using var service = await Awards.KnownAsync();
        service.Model.Reporter.Delete(10_000_001);
        await service.AwardedAsync(0, full: true);
        Assert.Empty(await service.ToldAsync(Awards.Id(1)));

        for (var day = 0; day < 3; day++) await service.AwardedAsync();

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Awards.Id(1)));
    }

    private static ReporterAward Changed(ReporterAward award, string what) => what switch
    {
        "amount 20 % more" => award with { Amount = 480_000 },
        "amount 21 % more" => award with { Amount = 484_000 },
        "amount a fifth less and more" => award with { Amount = 319_000 },
        "amount unknown" => award with { Amount = null },
        "end" => award with { End = new(2032, 3, 31) },
        "investigator" => award with { Investigators = ["Ada Okonjo", "Berit Lind"] },
        "blanks in a name" => award with { Investigators = ["ADA Okonjo"] },
        "organisation" => award with { Organisation = "INSTITUTE OF MADE-UP RESULTS" },
        "title" => award with { Title = "Another made-up study of the serotonin transporter" },
        "title in capitals" => award with { Title = award.Title!.ToUpperInvariant() },
        "notice" => award with { Notice = new(2026, 3, 3) },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "no such difference"),
    };
}
