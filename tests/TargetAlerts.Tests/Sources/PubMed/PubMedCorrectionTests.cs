namespace TargetAlerts.Tests.Sources.PubMed;

/// <summary>Corrections, concerns and newer versions are updates; other links are none (SPEC.md section 7).</summary>
public sealed class PubMedCorrectionTests
{
    [Theory]
    [InlineData("ErratumIn", "updated: correction", 1)]
    [InlineData("ExpressionOfConcernIn", "updated: concern", 2)]
    [InlineData("RepublishedIn", "updated: republished", 1)]
    [InlineData("UpdateIn", "updated: republished", 1)]
    public async Task A_correction_is_an_update_and_the_second_one_another(string type, string told, int severity)
    {
        await using var service = await Papers.KnownAsync();
        for (var at = 1; at <= 2; at++)
        {
            service.Model.PubMed.Change(1007, paper => paper with { Links = [new(type, 2007 + at, "J Made Up Results. 2026"), .. paper.Links] });
            await service.CompleteAsync();
            service.Clock.Jump(TimeSpan.FromDays(1));
        }

        Assert.Equal([told, told], await service.ToldAsync(1007));
        Assert.Equal(severity, await service.ReadAsync<int>("SELECT MAX(severity) FROM changes WHERE record_id = '1007'"));
    }

    [Fact]
    public async Task Two_ways_to_say_that_there_is_a_newer_version_do_not_hide_each_other()
    {
        await using var service = await Papers.KnownAsync(model => model.PubMed.Change(1008, paper => paper with { Links = [new("RepublishedIn", 2008, "A 2026")] }, Papers.Bulk));
        service.Model.PubMed.Change(1008, paper => paper with { Links = [new("UpdateIn", 2009, "B 2026"), .. paper.Links] });

        await service.CompleteAsync();

        Assert.Equal(["updated: republished"], await service.ToldAsync(1008));
    }

    [Theory]
    [InlineData("UpdateOf")]
    [InlineData("CommentIn")]
    [InlineData("Cites")]
    public async Task Other_links_are_silent(string type)
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Change(1009, paper => paper with { Links = [new(type, 2010, "bioRxiv. 2025")] });

        Assert.Equal(0, await service.CompleteAsync());
    }
}
