using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Gtopdb;

/// <summary>What of a profile the Guide understands. One of its targets spans species.</summary>
internal static class GtopdbIds
{
    public static IReadOnlyList<string> Of(DrugTarget target) => [.. (target.Identifiers.GetValueOrDefault("gtopdb") ?? []).Where(IsOne).Distinct()];

    public static bool IsOne(string text) => text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit);

    /// <summary>The Guide's own word for the organism; null where it has none that is known here: then all are taken.</summary>
    public static string? Species(DrugTarget target) => target.Organism switch
    {
        "Homo sapiens" => "Human",
        "Mus musculus" => "Mouse",
        "Rattus norvegicus" => "Rat",
        _ => null,
    };
}
