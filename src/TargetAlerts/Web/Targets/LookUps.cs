using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;
using TargetAlerts.Targets.Resolving;

namespace TargetAlerts.Web.Targets;

internal enum LookUpState { Found, StillAsking, TooMany }

/// <param name="Resolution">What the services said; null while they are asked, or were not.</param>
internal sealed record LookUp(LookUpState State, Resolution? Resolution);

/// <summary>
/// Asks the services for a page what a text means. Whoever asks the same shares one question; answers are kept for a while;
/// strangers may cause some look-ups a minute and no more. Each request takes its slot from the services' own pace.
/// </summary>
internal sealed class LookUps(TargetResolver resolver, TimeProvider time) : IDisposable
{
    public const int MostFromNetwork = 10, MostInAll = 30;

    // Texts are whatever strangers type: what is remembered of them must stay small.
    private const int Remembered = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4), Whole = TimeSpan.FromHours(6), Partial = TimeSpan.FromMinutes(1), Shown = TimeSpan.FromSeconds(8);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = Remembered, Clock = new Clock(time) });
    private readonly PartitionedRateLimiter<string> _limits = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(network => RateLimitPartition.GetSlidingWindowLimiter(network, _ => AMinute(MostFromNetwork))),
        PartitionedRateLimiter.Create<string, string>(_ => RateLimitPartition.GetSlidingWindowLimiter("", _ => AMinute(MostInAll))));

    public async Task<LookUp> FindAsync(string text, string network, CancellationToken cancellationToken)
    {
        if (Asked(text, network) is not { } answer) return new(LookUpState.TooMany, null);
        try
        {
            return new(LookUpState.Found, await answer.WaitAsync(Shown, time, cancellationToken));
        }
        catch (TimeoutException)
        {
            return new(LookUpState.StillAsking, null);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _answers.Dispose();
        _limits.Dispose();
    }

    /// <summary>The answer there is or will be; null where no more may be asked.</summary>
    private Task<Resolution>? Asked(string text, string network)
    {
        lock (_gate)
        {
            if (_answers.TryGetValue(text, out Task<Resolution>? known)) return known!;
            using var lease = _limits.AttemptAcquire(network);
            if (!lease.IsAcquired) return null;
            var answer = AskAsync(text);
            Keep(text, answer, Whole);
            return answer;
        }
    }

    // On its own time: who asked may be gone before the answer is there.
    private async Task<Resolution> AskAsync(string text)
    {
        await Task.Yield();
        try
        {
            var said = await resolver.ResolveAsync(text, _stopping.Token, Patience);
            if (said.Unavailable.Count > 0) lock (_gate) Keep(text, Task.FromResult(said), Partial);
            return said;
        }
        catch
        {
            lock (_gate) _answers.Remove(text);
            throw;
        }
    }

    private void Keep(string text, Task<Resolution> answer, TimeSpan span) => _answers.Set(text, answer, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = span });

    private static SlidingWindowRateLimiterOptions AMinute(int most) => new() { PermitLimit = most, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 };

    private sealed class Clock(TimeProvider time) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
