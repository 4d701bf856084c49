using System.Text.Json;
using TargetAlerts.Storage;

namespace TargetAlerts.Delivery.Returns;

/// <summary>Why the box could not be read when it was last tried, and since when it cannot.</summary>
/// <param name="Lasting">It will not mend itself.</param>
internal sealed record ReturnTrouble(string Reason, DateTimeOffset Since, bool Lasting);

/// <summary>Kept for all nodes and commands, which tell it.</summary>
internal sealed class ReturnHealth(SettingsStore settings, TimeProvider time)
{
    private const string Key = "bounces", Well = "null";

    /// <summary>Null: all is well.</summary>
    public async Task<ReturnTrouble?> ReadAsync(CancellationToken cancellationToken) =>
        await settings.ReadAsync(Key, cancellationToken) is { } kept ? JsonSerializer.Deserialize<ReturnTrouble?>(kept) : null;

    /// <param name="fault">Null: it was read.</param>
    public async Task NoteAsync(ReturnBoxFault? fault, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(cancellationToken);
        var now = fault is null ? null : new ReturnTrouble(fault.Message, before?.Since ?? time.GetUtcNow(), fault.Lasting);
        if (now != before) await settings.WriteAsync(Key, now is null ? Well : JsonSerializer.Serialize(now), cancellationToken);
    }
}
