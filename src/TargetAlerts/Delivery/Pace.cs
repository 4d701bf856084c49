namespace TargetAlerts.Delivery;

/// <summary>No more messages a second than the relay is promised, over all connections.</summary>
internal sealed class Pace(double perSecond, TimeProvider clock)
{
    private readonly TimeSpan _gap = TimeSpan.FromSeconds(1 / perSecond);
    private readonly Lock _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_next < now) _next = now;
            wait = _next - now;
            _next += _gap;
        }
        return wait > TimeSpan.Zero ? Task.Delay(wait, clock, cancellationToken) : Task.CompletedTask;
    }
}
