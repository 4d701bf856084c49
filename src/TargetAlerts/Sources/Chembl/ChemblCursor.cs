using System.Globalization;

namespace TargetAlerts.Sources.Chembl;

/// <summary>How far each ChEMBL target was read: the highest activity number and how many activities it had, "CHEMBL228=24400102/11873".</summary>
internal sealed class ChemblCursor
{
    private readonly Dictionary<string, (long Last, int Total)> _reached = [];

    public static ChemblCursor Parse(string text)
    {
        var cursor = new ChemblCursor();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', '/') is not [var target, var last, var total]) continue;
            cursor.Add(target, long.Parse(last, CultureInfo.InvariantCulture), int.Parse(total, CultureInfo.InvariantCulture));
        }
        return cursor;
    }

    public void Add(string target, long last, int total) => _reached[target] = (last, total);

    public (long Last, int Total)? Of(string target) => _reached.TryGetValue(target, out var reached) ? reached : null;

    public override string ToString() => string.Join(',', _reached.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value.Last}/{pair.Value.Total}")));
}
