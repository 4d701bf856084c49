using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>The kinds of records as readers call them.</summary>
internal static class KindWords
{
    public static string Many(RecordKind kind) => kind switch
    {
        RecordKind.Publication => "Papers",
        RecordKind.Bioactivity => "Potencies",
        RecordKind.News => "News",
        _ => kind + "s",
    };
}
