namespace TargetAlerts.Sources.Http;

/// <summary>Gives out the slots in which a rate group may be asked, across all processes and restarts.</summary>
public interface IPace
{
    /// <summary>Takes the next slot; the caller waits until it.</summary>
    Task<DateTimeOffset> TakeAsync(string rateGroup, TimeSpan interval, CancellationToken cancellationToken);

    /// <summary>No slot before the given instant: the source asked for it.</summary>
    Task HoldAsync(string rateGroup, DateTimeOffset until, string reason, CancellationToken cancellationToken);
}

/// <summary>One request a slot. A slot beyond the patience of a run is not waited for: the source is unavailable until then.</summary>
internal sealed class PacingHandler(IPace pace, SourceAccess access, TimeProvider time) : DelegatingHandler
{
    /// <summary>Set on a request that goes to another host than the source's own: that host's pace.</summary>
    public static readonly HttpRequestOptionsKey<string> Group = new("targetalerts.pace");

    public static string GroupOf(HttpRequestMessage request, SourceAccess access) => request.Options.TryGetValue(Group, out var group) ? group : access.RateGroup;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var slot = await pace.TakeAsync(GroupOf(request, access), access.Interval, cancellationToken);
        var wait = slot - time.GetUtcNow();
        if (wait > SourceAccess.Patience)
        {
            throw new SourceUnavailableException($"asked not to be called before {slot:d MMM yyyy HH:mm} UTC") { NotBefore = slot };
        }
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
