namespace TargetAlerts.Tests.Year;

/// <summary>The year, model against product: nothing lost, nothing twice, nothing at the wrong time. A failure names its seed.</summary>
public sealed class YearTests
{
    private static readonly string? Asked = Environment.GetEnvironmentVariable("TARGETALERTS_YEAR_SEEDS");

    [Fact]
    public Task Three_years_owe_nothing() => PlayAsync([1, 2, 3], DatabaseKind.Sqlite);

    // TARGETALERTS_YEAR_SEEDS="7 12" walks these instead.
    [Fact(Explicit = true)]
    [Trait("Long", "year")]
    public Task Twenty_years_owe_nothing() => PlayAsync(Asked is { Length: > 0 } ? [.. Asked.Split(' ').Select(int.Parse)] : Enumerable.Range(1, 20), DatabaseKind.Sqlite);

    [Fact(Explicit = true)]
    [Trait("Long", "year")]
    public Task Three_years_on_PostgreSQL_owe_nothing() => PlayAsync([1, 2, 3], DatabaseKind.Postgres);

    private static async Task PlayAsync(IEnumerable<int> seeds, DatabaseKind kind)
    {
        var output = TestContext.Current.TestOutputHelper;
        var failures = new List<Exception>();
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, async (seed, _) =>
        {
            using var folder = new YearFolder();
            try
            {
                var figures = await YearRun.PlayAsync(seed, kind, folder.Configure);
                output?.WriteLine(figures.ToString());
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                output?.WriteLine($"seed {seed}: FAILED");
                lock (failures) failures.Add(error);
            }
        });
        if (failures.Count > 0) throw new AggregateException(failures);
    }
}
