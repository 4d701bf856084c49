namespace TargetAlerts.Settings;

/// <summary>Where that is read which comes back to bounce+token@BounceDomain: a folder or an IMAP mailbox, of its own. Absent: what the relay answers at once is all that is known.</summary>
public sealed class BounceOptions
{
    /// <summary>A Maildir, or a folder in which whole messages appear as files. What is understood is deleted, the rest goes to its subfolder ignored.</summary>
    [Allowed("a folder of its own, and Mail:Bounces:Imap:Host absent")]
    public string? Folder { get; set; }

    /// <summary>The mailbox.</summary>
    public BounceImapOptions Imap { get; set; } = new();

    /// <summary>How often it is read.</summary>
    [Between("00:00:01", "1.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long is kept what was ignored: answers of people, notes of absence, forgeries.</summary>
    [Between("1", "3650"), Unit("days")]
    public int KeepDays { get; set; } = 30;
}

/// <summary>A mailbox of its own, since what is understood is deleted in it and the rest is flagged.</summary>
public sealed class BounceImapOptions
{
    /// <summary>The IMAP server, such as imap.example.org; absent: none is asked.</summary>
    [Allowed("a name or an address, and Mail:Bounces:Folder absent")]
    public string? Host { get; set; }

    /// <summary>Of the server: usually 993 with tls, 143 with starttls.</summary>
    [Between("1", "65535")]
    public int Port { get; set; } = 993;

    /// <summary>How the connection is secured; there is no falling back to clear text.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    /// <summary>The login.</summary>
    [Allowed("given together with Mail:Bounces:Imap:Host and Mail:Bounces:Imap:Password")]
    public string? UserName { get; set; }

    /// <summary>Of the login.</summary>
    [Secret, Allowed("given together with Mail:Bounces:Imap:Host and Mail:Bounces:Imap:UserName")]
    public string? Password { get; set; }

    /// <summary>Its name on the server.</summary>
    [Allowed("the name of a mailbox")]
    public string Mailbox { get; set; } = "INBOX";

    /// <summary>How long the server may take for one answer.</summary>
    [Between("00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);
}
