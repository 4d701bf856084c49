using TargetAlerts.Storage;

namespace TargetAlerts.Checks;

/// <summary>
/// The right to ask a source, held across processes and kept alive while the holder works. Lost when its process stalls
/// for longer than the lease; <see cref="Lost"/> then stops the work, and the fencing number keeps a late commit out.
/// </summary>
internal sealed class SourceLease : IAsyncDisposable
{
    private readonly LeaseStore _store;
    private readonly string _name;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beat;

    private SourceLease(LeaseStore store, string name, long fence, TimeSpan length, TimeProvider time)
    {
        (_store, _name, Fence) = (store, name, fence);
        _beat = BeatAsync(length, time);
    }

    public long Fence { get; }

    public CancellationToken Lost => _lost.Token;

    public static string NameOf(string source) => $"source:{source}";

    public static async Task<SourceLease?> TryTakeAsync(LeaseStore store, string source, TimeSpan length, TimeProvider time, CancellationToken cancellationToken)
    {
        var owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
        var fence = await store.TryTakeAsync(NameOf(source), owner, length, cancellationToken);
        return fence is { } number ? new(store, NameOf(source), number, length, time) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beat;
        try
        {
            await _store.ReleaseAsync(_name, Fence, CancellationToken.None);
        }
        catch (StorageTroubleException)
        {
            // It runs out by itself.
        }
        _lost.Dispose();
        _stop.Dispose();
    }

    private async Task BeatAsync(TimeSpan length, TimeProvider time)
    {
        using var timer = new PeriodicTimer(length / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (await _store.RenewAsync(_name, Fence, length, _stop.Token)) continue;
                await _lost.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
        catch (System.Data.Common.DbException)
        {
            // The commit will tell: it holds only while the fencing number stands.
            await _lost.CancelAsync();
        }
    }
}
