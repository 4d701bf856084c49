namespace TargetAlerts.Upstreams.Faults;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>An HTTP status (see <see cref="Fault.Status"/>), optionally with Retry-After.</summary>
    Status,

    /// <summary>The connection is closed in the middle of the body.</summary>
    TruncatedBody,

    /// <summary>Half of the body, with a Content-Length that says it is all.</summary>
    CutBody,

    /// <summary>Half of the compressed body, with a fitting Content-Length; <see cref="CutBody"/> when gzip was not asked for.</summary>
    CutGzip,

    /// <summary>A page for people, with status 200.</summary>
    Html,

    /// <summary>The source's error object, with status 200.</summary>
    ErrorObject,

    /// <summary>XML declaration and DOCTYPE only; blank space from a JSON source.</summary>
    PrologOnly,

    /// <summary>The list is missing (IdList, studies); efetch: the first record has no citation.</summary>
    MissingElement,

    /// <summary>Half of the records are missing, the total is right.</summary>
    MissingRecords,

    /// <summary>The total is seven more than there are.</summary>
    WrongTotal,

    /// <summary>The total grows by one with every answer.</summary>
    ChangingTotal,

    /// <summary>The page before is sent again; efetch: the first record, again and again.</summary>
    RepeatedPage,

    /// <summary>The page after is sent in place of the one asked for; efetch: half of the records.</summary>
    MissingPage,

    /// <summary>A well-formed "nothing found".</summary>
    EmptyTotal,

    /// <summary>A hundred thousand nested levels.</summary>
    DeepNesting,

    /// <summary>600 MB that travel as 0.6 MB of gzip.</summary>
    HugeGzip,

    /// <summary>The right answer as <see cref="Fault.Rewrite"/> makes it.</summary>
    Rewritten,

    /// <summary>No answer until the client gives up.</summary>
    Silence,

    /// <summary>The right answer in small pieces, a pause between them (see <see cref="Fault.Pause"/>).</summary>
    SlowBody,
}
