using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>The kinds of records as readers call them.</summary>
internal static class KindWords
{
    /// <summary>"paper", lower case.</summary>
    public static string One(RecordKind kind) => kind switch
    {
        RecordKind.Publication => "paper",
        RecordKind.Bioactivity => "potency",
        RecordKind.News => "piece of news",
        _ => kind.ToString().ToLowerInvariant(),
    };

    public static string Many(RecordKind kind) => kind switch
    {
        RecordKind.Publication => "Papers",
        RecordKind.Bioactivity => "Potencies",
        RecordKind.News => "News",
        _ => kind + "s",
    };
}
