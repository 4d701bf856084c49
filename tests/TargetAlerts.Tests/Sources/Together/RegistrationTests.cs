using TargetAlerts.Sources;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Sources.Together;

/// <summary>A connector that is written is also registered, configured, described and stood in for.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task Every_connector_of_the_assembly_is_registered_configured_described_and_stood_in_for()
    {
        await using var service = await TestService.StartAsync();
        var registered = service.Get<SourceRegistry>().Registered;
        var written = typeof(ITargetSource).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ITargetSource)));

        Assert.Equal(written.Select(type => type.Name).Order(), registered.Select(source => source.GetType().Name).Order());
        Assert.Equal(registered.Count, registered.Select(source => source.Description.Name).Distinct().Count());
        var settings = File.ReadAllText(Path.Combine(TestTargets.ConfigFolder, "targetalerts.json"));
        foreach (var source in registered.Select(source => source.Description))
        {
            Assert.Contains($"\"{source.Name}\": {{", settings, StringComparison.Ordinal);
            Assert.Contains(source.Name.Value, SourceNames.All);
            Assert.NotEmpty(source.Kinds);
            Assert.NotEmpty(source.Facts);
            Assert.Equal(source.Facts.Count, source.Facts.Select(fact => fact.Name).Distinct().Count());
            Assert.All(source.Facts, fact => Assert.NotEmpty(fact.Label));
            // News fall out of a feed because they are old; every other source can tell what is gone.
            Assert.Equal(source.Name.Value == "feeds", source.Removal is { Absence: null, Word: null });
            Assert.True(source.Removal.Apart >= TimeSpan.FromHours(20));
            Assert.True(Enum.TryParse<UpstreamSource>(source.Name.Value, ignoreCase: true, out var standIn), $"{source.Name} has no stand-in");
            Assert.Contains(standIn, service.Upstream.Sources);
        }
    }

    [Fact]
    public async Task Every_source_has_a_query_for_any_target_and_none_speaks_of_another()
    {
        await using var service = await TestService.StartAsync();
        foreach (var source in service.Get<SourceRegistry>().Registered)
        {
            var query = source.Query(TestTargets.Drug("ONE", "madeupine"));
            Assert.DoesNotContain("SLC6A4", query, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("P31645", query, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("sertraline", query, StringComparison.OrdinalIgnoreCase);
        }
    }
}
