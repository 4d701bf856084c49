namespace TargetAlerts.Settings;

/// <summary>Signs each mail (DKIM, RFC 6376). Absent: the relay signs, or nobody does. What is to be published, "targetalerts mail dkim" prints.</summary>
public sealed class DkimOptions
{
    /// <summary>Whose signature it is.</summary>
    [Allowed("the domain of Mail:From, or one above or below it, given together with Mail:Dkim:Selector and Mail:Dkim:Key")]
    public string? Domain { get; set; }

    /// <summary>The name of the key in the domain: the record stands at SELECTOR._domainkey.DOMAIN. Another key gets another one.</summary>
    [Allowed("letters, digits and hyphens, such as alerts2026, given together with Mail:Dkim:Domain and Mail:Dkim:Key")]
    public string? Selector { get; set; }

    /// <summary>The private key.</summary>
    [Secret, Allowed("a private key as PEM without a password, RSA of at least 1024 bits (better 2048) or Ed25519, given together with Mail:Dkim:Domain and Mail:Dkim:Selector")]
    public string? Key { get; set; }
}
