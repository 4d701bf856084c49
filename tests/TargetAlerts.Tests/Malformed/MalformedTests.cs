namespace TargetAlerts.Tests.Malformed;

/// <summary>A sample of the malformed bodies; tests/long-malformed.sh plays them all.</summary>
public sealed class MalformedTests(MalformedStage stage) : IClassFixture<MalformedStage>
{
    private const int Every = 17;

    public static TheoryData<string> Sampled => [.. BadBodies.All.Where((_, at) => at % Every == 0).Select(body => body.Name)];

    [Theory, MemberData(nameof(Sampled))]
    public Task A_malformed_body_moves_nothing_and_loses_nothing(string body) => stage.PlayAsync(BadBodies.All.Single(one => one.Name == body));

    [Fact]
    public void There_are_three_hundred_different_ones()
    {
        Assert.True(BadBodies.All.Count >= 300);
        Assert.Equal(BadBodies.All.Count, BadBodies.All.DistinctBy(body => body.Name).Count());
    }
}
