namespace TargetAlerts.Storage;

/// <summary>
/// Whether there is room to store anything. When a disk is full or read-only, checks, digests and mails wait: they are not begun,
/// nothing is half done, and what is on the disk stays whole. As soon as a file can be written again they go on by themselves.
/// </summary>
internal sealed partial class StorageRoom(Database database, ILogger<StorageRoom> logger)
{
    // Steps run side by side: each turn is said once.
    private int _said;

    /// <summary>What is wrong, "the disk is full"; null when all is well. Where the database is a file here, looks at the disk itself.</summary>
    public string? Fault => database.Dialect.RoomFault() ?? database.Trouble;

    /// <summary>A step of the service's own; where nothing can be stored, or it turns out so, it is left for later.</summary>
    public async Task<T> TryAsync<T>(Func<Task<T>> step, T otherwise, CancellationToken cancellationToken)
    {
        if (database.Trouble is not null && !await IsMendedAsync(cancellationToken)) return otherwise;
        try
        {
            return await step();
        }
        catch (StorageTroubleException trouble)
        {
            Say(trouble.Message);
            return otherwise;
        }
    }

    public Task TryAsync(Func<Task> step, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await step();
        return true;
    }, false, cancellationToken);

    private async Task<bool> IsMendedAsync(CancellationToken cancellationToken)
    {
        if ((database.Dialect.RoomFault() ?? await database.RemainsAsync(cancellationToken)) is { } fault)
        {
            Say(fault);
            return false;
        }
        if (Interlocked.Exchange(ref _said, 0) == 1) Log.Mended(logger);
        return true;
    }

    private void Say(string fault)
    {
        if (Interlocked.Exchange(ref _said, 1) == 0) Log.Trouble(logger, fault);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Nothing can be stored: {Fault}. Checks, digests and mails wait, and go on by themselves when it is mended; nothing is lost.")]
        public static partial void Trouble(ILogger logger, string fault);

        [LoggerMessage(2, LogLevel.Information, "Storing works again: checks, digests and mails go on.")]
        public static partial void Mended(ILogger logger);
    }
}
