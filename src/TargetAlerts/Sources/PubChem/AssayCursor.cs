using System.Globalization;

namespace TargetAlerts.Sources.PubChem;

/// <summary>The list as it was: its highest number and a hash of the whole, for it may hold thousands.</summary>
internal sealed record AssayCursor(int Highest, string Hash)
{
    public AssayCursor(IReadOnlyCollection<int> assays)
        : this(assays.DefaultIfEmpty(0).Max(), HashOf(assays))
    {
    }

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Highest}:{Hash}");

    public static AssayCursor Parse(string text) => text.Split(':') is [var highest, var hash] && int.TryParse(highest, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number, hash) : new(0, "");

    /// <summary>True where the assays up to the highest are those of this cursor.</summary>
    public bool Covers(IEnumerable<int> assays) => HashOf(assays.Where(assay => assay <= Highest)) == Hash;

    private static string HashOf(IEnumerable<int> assays) => Fingerprints.OfText(string.Join(',', assays.Order()));
}
