using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using TargetAlerts.Settings;

namespace TargetAlerts.Delivery.Returns;

/// <summary>An IMAP mailbox. What is kept aside is flagged, so that it is seen in any mail program, and deleted after a while.</summary>
internal sealed class ReturnMailbox(BounceOptions options) : IReturnBox
{
    // Taken by us before, or by a person.
    private static readonly SearchQuery New = SearchQuery.NotFlagged.And(SearchQuery.NotDeleted);

    private readonly BounceImapOptions _imap = options.Imap;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{_imap.Host}:{_imap.Port}");

    /// <summary>A test's own authority is no system authority.</summary>
    internal RemoteCertificateValidationCallback Verify { get; init; } = (_, _, _, errors) => errors == SslPolicyErrors.None;

    public Task EmptyAsync(Func<byte[], CancellationToken, Task<bool>> take, CancellationToken cancellationToken) => WithAsync(FolderAccess.ReadWrite, async mailbox =>
    {
        foreach (var id in await mailbox.SearchAsync(New, cancellationToken))
        {
            if (await ReadAsync(mailbox, id, cancellationToken) is not { } bytes) continue;
            var done = await take(bytes, cancellationToken);
            await mailbox.AddFlagsAsync(id, done ? MessageFlags.Deleted : MessageFlags.Flagged | MessageFlags.Seen, silent: true, cancellationToken);
        }
        var old = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-options.KeepDays);
        var forgotten = await mailbox.SearchAsync(SearchQuery.Flagged.And(SearchQuery.DeliveredBefore(old)), cancellationToken);
        if (forgotten.Count > 0) await mailbox.AddFlagsAsync(forgotten, MessageFlags.Deleted, silent: true, cancellationToken);
        await mailbox.ExpungeAsync(cancellationToken);
        return true;
    }, cancellationToken);

    public Task<int> CountAsync(CancellationToken cancellationToken) =>
        WithAsync(FolderAccess.ReadOnly, async mailbox => (await mailbox.SearchAsync(New, cancellationToken)).Count, cancellationToken);

    // Null: another node was quicker.
    private static async Task<byte[]?> ReadAsync(IMailFolder mailbox, UniqueId id, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await mailbox.GetStreamAsync(id, 0, ReturnReader.Largest + 1, cancellationToken);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, cancellationToken);
            return copy.ToArray();
        }
        catch (MessageNotFoundException)
        {
            return null;
        }
    }

    private async Task<T> WithAsync<T>(FolderAccess access, Func<IMailFolder, Task<T>> act, CancellationToken cancellationToken)
    {
        using var client = new ImapClient { Timeout = (int)_imap.Timeout.TotalMilliseconds, ServerCertificateValidationCallback = Verify, CheckCertificateRevocation = false };
        T result;
        try
        {
            var secured = _imap.Security switch { MailSecurity.Tls => SecureSocketOptions.SslOnConnect, MailSecurity.StartTls => SecureSocketOptions.StartTls, _ => SecureSocketOptions.None };
            await client.ConnectAsync(_imap.Host!, _imap.Port, secured, cancellationToken);
            await client.AuthenticateAsync(_imap.UserName!, _imap.Password!, cancellationToken);
            var mailbox = await client.GetFolderAsync(_imap.Mailbox, cancellationToken);
            await mailbox.OpenAsync(access, cancellationToken);
            result = await act(mailbox);
        }
        catch (Exception error) when (Fault(error) is { } fault && !cancellationToken.IsCancellationRequested)
        {
            throw fault;
        }
        await LeaveAsync(client, cancellationToken);
        return result;
    }

    // How a server takes a LOGOUT changes nothing.
    private static async Task LeaveAsync(ImapClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception error) when (error is IOException or SocketException or ProtocolException or TimeoutException)
        {
        }
    }

    private ReturnBoxFault? Fault(Exception error) => error switch
    {
        AuthenticationException => new($"{Name} refuses our login: {Said(error)}", lasting: true, error),
        SslHandshakeException => new($"{Name} has no certificate that can be trusted for this name, or speaks no TLS there", lasting: true, error),
        NotSupportedException => new($"{Name} does not offer STARTTLS", lasting: true, error),
        FolderNotFoundException => new($"{Name} has no mailbox \"{_imap.Mailbox}\"", lasting: true, error),
        SocketException or IOException or ProtocolException or CommandException or TimeoutException or OperationCanceledException => new($"{Name} cannot be read: {Said(error)}", lasting: false, error),
        _ => null,
    };

    private static string Said(Exception error) => SmtpOutcome.Tidy(error.Message).TrimEnd('.');
}
