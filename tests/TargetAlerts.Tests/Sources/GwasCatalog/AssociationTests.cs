using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.GwasCatalog;

namespace TargetAlerts.Tests.Sources.GwasCatalog;

/// <summary>Associations: what is new and how strong, what changed, what is gone, and what it costs to know.</summary>
public sealed class AssociationTests
{
    private const string Source = "gwascatalog";

    public static TheoryData<string, string> Differences => new()
    {
        { "p value", "updated: pValue" },
        { "p value written otherwise", "" },
        { "variant", "updated: variants" },
        { "trait", "updated: reportedTrait,trait" },
        { "frequency", "" },
        { "another gene beside it", "" },
    };

    [Fact]
    public async Task A_baseline_is_silent_and_a_check_without_news_costs_one_request_for_200()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.GwasCatalog);

        Assert.Equal((CheckOutcome.Complete, 0), (await service.CheckOneAsync(Source)) is var report ? (report.Outcome, report.Added) : default);

        Assert.Equal("associations", Assert.Single(service.Upstream.Log.Requests).Endpoint);
        Assert.Equal(30, await service.ReadAsync<int>("SELECT COUNT(*) FROM memberships WHERE matches LIKE '%mapped gene%'"));
    }

    [Theory]
    [InlineData(5, -8, 2)]
    [InlineData(3, -1315, 2)]
    [InlineData(6, -8, 0)]
    [InlineData(9, -7, 0)]
    public async Task A_new_association_weighs_by_its_mantissa_and_exponent(int mantissa, int exponent, int severity)
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.GwasCatalog);
        service.Model.Associations.Add(new Association(99) { Mantissa = mantissa, Exponent = exponent, Genes = ["SLC6A4", "EFCAB5"] });

        await service.CheckOneAsync(Source);
        await service.CheckOneAsync(Source);

        Assert.Equal(["added"], await service.ToldAsync("99"));
        Assert.Equal(severity, await service.ReadAsync<int>("SELECT severity FROM changes"));
        var facts = await service.ReadAsync<string>("SELECT facts FROM records WHERE id = '99'");
        Assert.Contains($"{mantissa}e{exponent}", facts, StringComparison.Ordinal);
        Assert.Contains("2025-11-03", facts, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Differences))]
    public async Task A_difference_weighs_what_the_source_page_says(string what, string told)
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.GwasCatalog);
        service.Model.Associations.Change(1, one => what switch
        {
            "p value" => one with { Exponent = -12 },
            "p value written otherwise" => one with { Mantissa = 30, Exponent = -10 },
            "variant" => one with { Variant = "rs2-T" },
            "trait" => one with { Trait = "another made-up trait" },
            "frequency" => one with { Frequency = "0.22941" },
            "another gene beside it" => one with { Genes = ["SLC6A4", "EFCAB5"] },
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "no such difference"),
        });

        await service.CheckOneAsync(Source);

        Assert.Equal(told.Length == 0 ? [] : [told], await service.ToldAsync("1"));
    }

    [Fact]
    public async Task An_association_that_is_gone_is_withdrawn_at_the_second_look()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.GwasCatalog);
        service.Model.Associations.Delete(1);
        await service.CheckOneAsync(Source);
        Assert.Empty(await service.ToldAsync("1"));
        service.Clock.Jump(TimeSpan.FromHours(21));

        await service.CheckOneAsync(Source);

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync("1"));
    }

    [Fact]
    public async Task An_address_that_knows_no_association_at_all_proves_nothing()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.GwasCatalog);
        service.Model.Associations.SinglesServed = false;
        service.Model.Associations.Delete(1);

        for (var week = 0; week < 3; week++)
        {
            Assert.Equal((CheckOutcome.Complete, 0), (await service.CheckOneAsync(Source)) is var report ? (report.Outcome, report.Withdrawn) : default);
            service.Clock.Jump(TimeSpan.FromDays(8));
        }
    }

    [Fact]
    public async Task One_that_a_new_mapping_gives_to_another_gene_leaves_silently()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.GwasCatalog);
        service.Model.Associations.Change(1, one => one with { Genes = ["EFCAB5"] });

        await service.CheckOneAsync(Source);

        Assert.Equal(0, await service.ChangesAsync());
        Assert.NotNull(await service.ReadAsync<string>("SELECT left_at FROM memberships WHERE id = '1'"));
    }

    [Fact]
    public async Task Equal_p_values_that_change_places_between_two_pages_lose_nothing()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.GwasCatalog, model =>
        {
            model.Associations.Shuffled = true;
            model.Associations.Add(Enumerable.Range(1, 250).Select(at => new Association(at)));
        });

        Assert.Equal(250, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
    }

    [Fact]
    public async Task A_study_that_cannot_be_read_is_said_and_the_association_told()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.GwasCatalog);
        service.Model.Associations.StudiesServed = false;
        service.Model.Associations.Add(new Association(99));

        Assert.Equal(1, (await service.CheckOneAsync(Source)).Added);
        Assert.Equal("study GCST1 could not be read", await service.ReadAsync<string>("SELECT notes FROM watches WHERE source = 'gwascatalog'"));
    }

    [Fact]
    public async Task A_gene_without_associations_is_an_empty_list_and_a_target_without_gene_an_empty_check()
    {
        await using var service = await SmallWorld.KnownAsync(UpstreamSource.GwasCatalog, _ => { }, [TestTargets.Sert, TestTargets.Drug("MADE", "madeupine")]);

        Assert.All(await service.CheckAsync(Source), report => Assert.Equal((CheckOutcome.Complete, 0), (report.Outcome, report.Seen)));
    }
}
