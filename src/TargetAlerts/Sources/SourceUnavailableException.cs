using System.Net;

namespace TargetAlerts.Sources;

/// <summary>A source could not be read to the end. Nothing of the check counts: no cursor moves, nothing is removed.</summary>
public sealed class SourceUnavailableException : Exception
{
    public SourceUnavailableException(string reason, Exception? inner = null)
        : base(reason, inner)
    {
    }

    /// <summary>The source's own wish (Retry-After), as an instant.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The status it answered with, where that is the reason.</summary>
    public HttpStatusCode? Status { get; init; }
}
