namespace TargetAlerts.Delivery;

/// <summary>
/// No more messages a second than the relay is promised, over all connections. Timers are coarser than a fast pace:
/// what they overslept, up to a tenth of a second, is made up for.
/// </summary>
internal sealed class Pace(double perSecond, TimeProvider clock)
{
    private readonly TimeSpan _gap = TimeSpan.FromSeconds(1 / perSecond);
    private static readonly TimeSpan MadeUp = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_next < now - MadeUp) _next = now - (_gap < MadeUp ? MadeUp : TimeSpan.Zero);
            wait = _next - now;
            _next += _gap;
        }
        return wait > TimeSpan.Zero ? Task.Delay(wait, clock, cancellationToken) : Task.CompletedTask;
    }
}
