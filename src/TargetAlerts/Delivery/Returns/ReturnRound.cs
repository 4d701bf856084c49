using TargetAlerts.Settings;

namespace TargetAlerts.Delivery.Returns;

/// <param name="Read">How many messages of each kind were taken; those that were known already are not among them.</param>
/// <param name="Fault">Why the box could not be read to the end; null: it was.</param>
internal sealed record ReturnReport(IReadOnlyDictionary<ReturnKind, int> Read, string? Fault);

/// <summary>Reads what came back and lets follow what follows from it. Nothing is ever answered (RFC 3834).</summary>
internal sealed partial class ReturnRound(MailOptions options, ReturnReader reader, ReturnEffects effects, ReturnHealth health, ILogger<ReturnRound> logger)
{
    /// <summary>Null: none is set.</summary>
    public IReturnBox? Box { get; } = IReturnBox.Of(options.Bounces);

    public async Task<ReturnReport> ReadAsync(CancellationToken cancellationToken)
    {
        var read = new Dictionary<ReturnKind, int>();
        if (Box is null) return new(read, null);
        ReturnBoxFault? fault = null;
        try
        {
            await Box.EmptyAsync((bytes, stop) => TakeAsync(bytes, read, stop), cancellationToken);
        }
        catch (ReturnBoxFault met)
        {
            fault = met;
            Log.NotRead(logger, Box.Name, met.Message);
        }
        await health.NoteAsync(fault, cancellationToken);
        return new(read, fault?.Message);
    }

    private async Task<bool> TakeAsync(byte[] bytes, Dictionary<ReturnKind, int> read, CancellationToken cancellationToken)
    {
        var (mail, isNew) = await effects.TakeAsync(reader.Read(bytes), bytes, cancellationToken);
        if (isNew)
        {
            read[mail.Kind] = read.GetValueOrDefault(mail.Kind) + 1;
            Log.Taken(logger, mail.Kind, mail.MessageId ?? mail.AlertId ?? "none of ours", mail.Said);
        }
        return !mail.IsIgnored;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Came back: {Kind}, about {About}: {Said}")]
        public static partial void Taken(ILogger logger, ReturnKind kind, string about, string said);

        [LoggerMessage(2, LogLevel.Warning, "What came back cannot be read from {Box}: {Reason}")]
        public static partial void NotRead(ILogger logger, string box, string reason);
    }
}
