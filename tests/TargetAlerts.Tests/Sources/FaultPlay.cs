using TargetAlerts.Checks;
using TargetAlerts.Tests.Malformed;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources;

/// <summary>The same questions as <see cref="FaultTests"/>, for a source with a service of its own that has its baseline.</summary>
internal static class FaultPlay
{
    /// <summary>What goes wrong on the way, whatever the source.</summary>
    public static readonly IReadOnlyList<FaultKind> Framing =
        [FaultKind.TruncatedBody, FaultKind.CutBody, FaultKind.CutGzip, FaultKind.Html, FaultKind.PrologOnly, FaultKind.DeepNesting, FaultKind.HugeGzip];

    /// <summary>What any endpoint can show.</summary>
    public static readonly IReadOnlyList<FaultKind> Anywhere = [.. Framing, FaultKind.Status, FaultKind.ErrorObject];

    /// <summary>Answers that are whole and wrong.</summary>
    public static readonly IReadOnlyList<FaultKind> Wrong = [FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.ChangingTotal, FaultKind.MissingPage];

    /// <summary>The ways in which a right body is made one that no strict parser takes.</summary>
    public static readonly IReadOnlyList<Func<byte[], int, byte[]>> Spoils = [Spoiling.Flip, Spoiling.Cut, Spoiling.SwapBracket];

    public static IEnumerable<FaultCase> Cases(UpstreamSource source, string endpoint, params IEnumerable<FaultKind> kinds) => kinds.Select(kind => new FaultCase(source, endpoint, kind));

    /// <summary>Nothing moves while it lasts, and what happened meanwhile is told once when it is over.</summary>
    /// <param name="happen">Makes news; gives the id of the record they are about.</param>
    /// <param name="told">What is told of the news; null where only that it is one thing more.</param>
    public static Task LastsAsync(TestService service, FaultCase fault, Func<string> happen, bool full = false, string? told = "added") =>
        LastsAsync(service, fault.Source, fault.Fault(Fault.Always), happen, full, told);

    public static async Task LastsAsync(TestService service, UpstreamSource source, Fault fault, Func<string> happen, bool full = false, string? told = "added")
    {
        service.Clock.Jump(TimeSpan.FromHours(1));
        var news = happen();
        var before = await service.ToldAsync(news);
        await UnavailableAsync(service, source, fault, full);
        await ToldOnceAsync(service, source, news, before, full, told);
    }

    public static async Task PassesAsync(TestService service, FaultCase fault, Func<string> happen)
    {
        var news = happen();
        service.Upstream.Faults.Replace(fault.Fault(1));

        var report = await service.CheckOneAsync(fault.SourceName);

        Assert.Equal((CheckOutcome.Complete, null), (report.Outcome, report.Reason));
        Assert.Equal(0, service.Upstream.Faults.Count);
        Assert.Equal(["added"], await service.ToldAsync(news));
    }

    /// <summary>So many bodies of each way of spoiling: none of them moves anything, and the news are told once at the end.</summary>
    /// <param name="spoils">Other ways than <see cref="Spoils"/>.</param>
    public static async Task SpoiledAsync(TestService service, UpstreamSource source, string endpoint, int each, Func<string> happen, bool full = false, string? told = "added", IReadOnlyList<Func<byte[], int, byte[]>>? spoils = null)
    {
        service.Clock.Jump(TimeSpan.FromHours(1));
        var news = happen();
        var before = await service.ToldAsync(news);
        for (var seed = 1; seed <= each; seed++)
        {
            foreach (var spoil in spoils ?? Spoils) await UnavailableAsync(service, source, Spoiled(new(source, endpoint), spoil, seed), full);
        }
        await ToldOnceAsync(service, source, news, before, full, told);
    }

    /// <summary>The same, each body beside news of its own.</summary>
    public static async Task SpoiledOneByOneAsync(TestService service, UpstreamSource source, FaultMatch match, int each, Func<string> happen)
    {
        for (var seed = 1; seed <= each; seed++)
        {
            foreach (var spoil in Spoils) await LastsAsync(service, source, Spoiled(match with { Source = source }, spoil, seed), happen);
        }
    }

    /// <summary>A good body made bad in many ways; the parser must take none of them.</summary>
    public static void Spoil(byte[] body, Action<byte[]> parse)
    {
        parse(body);
        for (var seed = 1; seed <= 40; seed++)
        {
            foreach (var spoil in Spoils) Assert.Throws<TargetAlerts.Sources.SourceUnavailableException>(() => parse(spoil(body, seed)));
        }
    }

    private static Fault Spoiled(FaultMatch match, Func<byte[], int, byte[]> spoil, int seed) => new(match, FaultKind.Rewritten, Fault.Always) { Rewrite = body => spoil(body, seed) };

    private static async Task UnavailableAsync(TestService service, UpstreamSource source, Fault fault, bool full)
    {
        var before = await service.StandingAsync();
        service.Upstream.Log.Clear();
        service.Upstream.Faults.Replace(fault);

        var report = await service.CheckOneAsync(source.ToString().ToLowerInvariant(), full);

        service.Upstream.Faults.Clear();
        Assert.Contains(service.Upstream.Log.Requests, request => request.Fault is not null);
        Assert.Equal((CheckOutcome.Unavailable, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn));
        Assert.NotEmpty(report.Reason!);
        Assert.DoesNotContain("unexpected:", report.Reason!, StringComparison.Ordinal);
        Assert.Equal(before, await service.StandingAsync());
    }

    private static async Task ToldOnceAsync(TestService service, UpstreamSource source, string news, IReadOnlyList<string> before, bool full, string? told)
    {
        var name = source.ToString().ToLowerInvariant();
        var good = await service.CheckOneAsync(name, full);
        Assert.True(good.Outcome == CheckOutcome.Complete, good.Reason);
        var after = await service.ToldAsync(news);
        Assert.Equal(before.Count + 1, after.Count);
        if (told is not null) Assert.Equal([.. before, told], after);
        var changes = await service.ChangesAsync();
        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(name, full)).Outcome);
        Assert.Equal(changes, await service.ChangesAsync());
    }
}
