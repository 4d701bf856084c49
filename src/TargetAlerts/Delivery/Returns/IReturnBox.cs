using TargetAlerts.Settings;

namespace TargetAlerts.Delivery.Returns;

/// <summary>Where that lies which came back.</summary>
internal interface IReturnBox
{
    /// <summary>"folder /var/mail/bounce", "imap.example.org:993".</summary>
    string Name { get; }

    /// <summary>Hands over each new message, oldest first, and puts it away after that.</summary>
    /// <param name="take">Gets the message, of one that is larger than any report the beginning. True: delete it; false: keep it aside for a person.</param>
    /// <exception cref="ReturnBoxFault">The box cannot be read, or not all of it.</exception>
    Task EmptyAsync(Func<byte[], CancellationToken, Task<bool>> take, CancellationToken cancellationToken);

    /// <summary>How many messages wait in it.</summary>
    /// <exception cref="ReturnBoxFault">The box cannot be read.</exception>
    Task<int> CountAsync(CancellationToken cancellationToken);

    /// <summary>The one that is set; null: none.</summary>
    static IReturnBox? Of(BounceOptions options) => options switch
    {
        { Imap.Host.Length: > 0 } => new ReturnMailbox(options),
        { Folder: { } folder } => new ReturnFolder(folder, options.KeepDays),
        _ => null,
    };
}

/// <param name="lasting">It does not mend itself: a login that is refused, a folder that is not there.</param>
internal sealed class ReturnBoxFault(string said, bool lasting, Exception? cause = null) : Exception(said, cause)
{
    public bool Lasting => lasting;
}
