using TargetAlerts.Targets;

namespace TargetAlerts.Tests;

/// <summary>The shipped profile, and a second one that shares records with it.</summary>
internal static class TestTargets
{
    public static readonly string ConfigFolder = Path.Combine(AppContext.BaseDirectory, "config");

    public static DrugTarget Sert { get; } = TargetCatalog.Read(Path.Combine(ConfigFolder, "targets")).Get("SERT");

    /// <summary>A made-up target followed by one drug.</summary>
    public static DrugTarget Drug(string symbol, string drug) => new()
    {
        Symbol = symbol,
        Name = $"made-up target of {drug}",
        Names = [new($"{symbol} protein")],
        Drugs = [new(drug)],
    };
}
