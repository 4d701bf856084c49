namespace TargetAlerts.Settings;

public enum MailSecurity
{
    /// <summary>Clear text; only to a relay on loopback.</summary>
    None,

    /// <summary>STARTTLS demanded before anything else is said (RFC 3207).</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,
}

/// <summary>How mail leaves. A relay that is not on loopback also needs From, Contact and Web:PublicUrl.</summary>
public sealed class MailOptions
{
    /// <summary>The relay, such as mail.example.org; absent: messages are written as .eml files.</summary>
    [Allowed("a name or an address")]
    public string? Host { get; set; }

    /// <summary>Of the relay: usually 587 with starttls, 465 with tls.</summary>
    [Between("1", "65535")]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is secured; there is no falling back to clear text.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>The login at the relay; absent: none.</summary>
    [Allowed("given together with Mail:Password")]
    public string? UserName { get; set; }

    /// <summary>Of the login at the relay.</summary>
    [Secret, Allowed("given together with Mail:UserName")]
    public string? Password { get; set; }

    /// <summary>Whom mails come from.</summary>
    [Allowed("one mailbox such as TargetAlerts <alerts@example.org>")]
    public string From { get; set; } = "TargetAlerts <targetalerts@localhost.localdomain>";

    /// <summary>A monitored address for answers (Reply-To); absent: answers go to From.</summary>
    [Allowed("one mailbox")]
    public string? ReplyTo { get; set; }

    /// <summary>Who is told of faults of the service that last, daily at most, and when they are over; absent: only the log.</summary>
    [Allowed("an e-mail address")]
    public string? OperatorAddress { get; set; }

    /// <summary>Domain of List-Id and Message-ID; absent: that of From.</summary>
    [Allowed("a domain")]
    public string? ListDomain { get; set; }

    /// <summary>Domain of the envelope sender bounce+token@…; absent: that of From.</summary>
    [Allowed("a domain")]
    public string? BounceDomain { get; set; }

    /// <summary>Connections to the relay at once.</summary>
    [Between("1", "20"), Unit("connections")]
    public int Connections { get; set; } = 2;

    /// <summary>How fast messages leave, over all connections.</summary>
    [Between("0", "1000", Above = true), Unit("messages a second")]
    public double PerSecond { get; set; } = 5;

    /// <summary>How long the relay may take.</summary>
    public MailTimeouts Timeouts { get; set; } = new();

    /// <summary>How long a claimed message belongs to its sender.</summary>
    [Allowed("longer than Mail:SendLimit")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>One send in all, connection included; beyond it the outcome is unknown.</summary>
    [Between("00:00:00", Above = true)]
    public TimeSpan SendLimit { get; set; } = TimeSpan.FromMinutes(12);

    /// <summary>Folder for .eml files when there is no Host; absent: outbox in the data directory.</summary>
    [Allowed("a folder")]
    public string? Pickup { get; set; }

    /// <summary>Where that is read which comes back.</summary>
    public BounceOptions Bounces { get; set; } = new();

    /// <summary>The signature of the mails.</summary>
    public DkimOptions Dkim { get; set; } = new();
}

/// <summary>How long the relay may take (RFC 5321 section 4.5.3.2).</summary>
public sealed class MailTimeouts
{
    /// <summary>Until the connection stands.</summary>
    [Between("00:00:00", "01:00:00", Above = true)]
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The answer to one command.</summary>
    [Between("00:00:00", "01:00:00", Above = true)]
    public TimeSpan Command { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The answer to a whole message.</summary>
    [Between("00:00:00", "01:00:00", Above = true)]
    public TimeSpan FinalDot { get; set; } = TimeSpan.FromMinutes(10);
}
