namespace TargetAlerts.Delivery;

/// <summary>One message as it goes over the wire.</summary>
internal sealed record Parcel(string EnvelopeFrom, string Recipient, byte[] Bytes, string MessageId, DateTimeOffset CreatedAt);

/// <summary>The way out: a relay, or a folder.</summary>
internal interface IMailRoute
{
    /// <summary>"relay.example.org:587", "folder data/outbox".</summary>
    string Name { get; }

    IMailLine Open();
}

/// <summary>One message at a time; keeps its connection between messages. Not for two at once.</summary>
internal interface IMailLine : IAsyncDisposable
{
    /// <summary>
    /// Never throws for what the other side does; whatever happens is an outcome. <paramref name="beforeData"/> is asked
    /// when all is ready but nothing was handed over; on its "no" the answer is null and nothing was sent.
    /// </summary>
    Task<SmtpOutcome?> SendAsync(Parcel parcel, Func<CancellationToken, Task<bool>> beforeData, CancellationToken cancellationToken);
}
