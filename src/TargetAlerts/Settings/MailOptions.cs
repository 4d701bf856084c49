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

/// <summary>How mail leaves. Without a Host, messages are written as .eml files.</summary>
public sealed class MailOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>One mailbox, "TargetAlerts &lt;alerts@example.org&gt;" or an address alone.</summary>
    public string From { get; set; } = "TargetAlerts <targetalerts@localhost.localdomain>";

    /// <summary>A monitored address for answers (Reply-To).</summary>
    public string? ReplyTo { get; set; }

    /// <summary>Who is told of faults of the service that last, daily at most, and when they are over; absent: only the log.</summary>
    public string? OperatorAddress { get; set; }

    /// <summary>Domain of List-Id and Message-ID; absent: that of From.</summary>
    public string? ListDomain { get; set; }

    /// <summary>Domain of the envelope sender bounce+token@…; absent: that of From.</summary>
    public string? BounceDomain { get; set; }

    public int Connections { get; set; } = 2;

    public double PerSecond { get; set; } = 5;

    public MailTimeouts Timeouts { get; set; } = new();

    /// <summary>How long a claimed message belongs to its sender.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>One send in all, connection included; beyond it the outcome is unknown. Shorter than the lease.</summary>
    public TimeSpan SendLimit { get; set; } = TimeSpan.FromMinutes(12);

    /// <summary>Folder for .eml files when there is no Host; absent: outbox in the data directory.</summary>
    public string? Pickup { get; set; }
}

/// <summary>RFC 5321 section 4.5.3.2.</summary>
public sealed class MailTimeouts
{
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan Command { get; set; } = TimeSpan.FromMinutes(5);

    public TimeSpan FinalDot { get; set; } = TimeSpan.FromMinutes(10);
}
