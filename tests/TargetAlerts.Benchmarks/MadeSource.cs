using System.Diagnostics;
using System.Runtime.CompilerServices;
using TargetAlerts.Sources;
using TargetAlerts.Targets;

namespace TargetAlerts.Benchmarks;

/// <summary>Gives given records in pages of 500, made as they are asked for, and times the making.</summary>
/// <param name="listing">What it says of its pages at the end.</param>
internal sealed class MadeSource(IEnumerable<(int Number, int Version)> records, bool listing) : ITargetSource
{
    public const int PageSize = 500;

    public SourceDescription Description => MadeRecords.Description;

    /// <summary>Spent on making records, which is no part of what is measured.</summary>
    public TimeSpan Making { get; private set; }

    /// <summary>When the first page was asked for and when the last one had been taken.</summary>
    public long First { get; private set; }

    public long Last { get; private set; }

    public string Query(DrugTarget target) => "made";

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        First = Stopwatch.GetTimestamp();
        foreach (var page in Pages())
        {
            yield return page;
        }
        await Task.CompletedTask;
        yield return new() { Completed = new("next", listing) };
        Last = Stopwatch.GetTimestamp();
    }

    public IEnumerable<FetchPage> Pages()
    {
        foreach (var numbers in records.Chunk(PageSize))
        {
            var started = Stopwatch.GetTimestamp();
            var page = new FetchPage { Records = [.. numbers.Select(one => MadeRecords.Make(one.Number, one.Version))] };
            Making += Stopwatch.GetElapsedTime(started);
            yield return page;
        }
    }

    public Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken) =>
        throw new SourceUnavailableException("nothing should have been looked up");

    public Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken) => Task.FromResult("");
}
