using TargetAlerts.Sources;
using TargetAlerts.Sources.ClinicalTrials;

namespace TargetAlerts.Tests.Sources.ClinicalTrials;

/// <summary>Refusals that the stand-in would not give.</summary>
public sealed class TrialSearchTests
{
    [Fact]
    public async Task Where_HasResults_is_no_field_the_others_are_asked_for()
    {
        var asked = new List<string>();
        var search = new TrialSearch(Scripted.Client(address =>
        {
            asked.Add(address);
            return address.Contains("HasResults", StringComparison.Ordinal)
                ? (400, "text/plain", "`fields` contains invalid field name `HasResults`")
                : (200, "application/json", """{"studies":[],"totalCount":0}""");
        }));

        for (var time = 0; time < 2; time++) Assert.Equal(0, (await search.PageAsync("query.intr=sertraline", 10, null, TestContext.Current.CancellationToken))!.Total);

        // Refused once, never asked for again.
        Assert.Equal([true, false, false], asked.Select(address => address.Contains("HasResults", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Any_other_refusal_is_final_and_quoted()
    {
        var search = new TrialSearch(Scripted.Client(_ => (400, "text/plain", "`filter.phase` is unknown parameter")));

        var refused = await Assert.ThrowsAsync<SourceUnavailableException>(() => search.PageAsync("x=y", 10, null, TestContext.Current.CancellationToken));

        Assert.Contains("is unknown parameter", refused.Message, StringComparison.Ordinal);
    }
}
