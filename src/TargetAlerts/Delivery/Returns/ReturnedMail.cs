namespace TargetAlerts.Delivery.Returns;

/// <summary>What is said by a message that came back; the first five from the mildest on.</summary>
internal enum ReturnKind
{
    /// <summary>Nothing about a message of ours: an answer of a person, a note of absence, a report of success.</summary>
    Ignored,

    /// <summary>Not delivered yet, or not for a reason that passes (4.x).</summary>
    Delayed,

    /// <summary>Refused for what it is or whom it is from (5.7.x): the address is not at fault.</summary>
    Policy,

    /// <summary>Refused for another reason (5.x): three on different days suppress the address.</summary>
    Soft,

    /// <summary>There is no such address (5.1.x).</summary>
    Hard,

    /// <summary>Its reader calls it unwanted (RFC 5965).</summary>
    Complaint,

    /// <summary>A report without a token of ours whose MAC verifies: forged, or about another's mail.</summary>
    Unproven,

    /// <summary>Larger than any report, or no message at all.</summary>
    Unreadable,
}

/// <param name="MessageId">The message of ours it is about, proved by the token of its envelope sender.</param>
/// <param name="AlertId">The alert of a complaint, proved by the link that unsubscribes.</param>
/// <param name="Said">Why, in the report's words; no addresses, no tokens.</param>
internal sealed record ReturnedMail(ReturnKind Kind, string Said, string? MessageId = null, string? AlertId = null)
{
    /// <summary>It is of no use, but a person may want to look at it.</summary>
    public bool IsIgnored => Kind is ReturnKind.Ignored or ReturnKind.Unproven or ReturnKind.Unreadable;
}
