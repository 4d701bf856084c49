using System.Globalization;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Rcsb;

namespace TargetAlerts.Web.Targets;

/// <param name="Resolution">Å.</param>
/// <param name="Fresh">Released in the last seven days.</param>
public sealed record StructureDot(string Id, DateOnly Released, double Resolution, StructureMethod Method, bool Fresh);

/// <summary>How a structure was solved, as far as the plot tells it apart.</summary>
public enum StructureMethod
{
    CryoEm,
    XRay,
    Other,
}

/// <summary>A target's structures by day of release and resolution.</summary>
internal static class StructureDots
{
    public static IReadOnlyList<StructureDot> Of(IReadOnlyList<SourceRecord> structures, DateOnly today) =>
    [
        .. structures.Select(one => (Record: one, Resolution: double.TryParse(one.Fact(RcsbFacts.Resolution), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0))
            .Where(one => one.Resolution > 0 && one.Record.Dated is not null)
            .Select(one => new StructureDot(one.Record.Id, one.Record.Dated!.Value, one.Resolution, Method(one.Record), one.Record.Dated > today.AddDays(-7)))
            .OrderBy(dot => dot.Fresh).ThenBy(dot => dot.Released),
    ];

    private static StructureMethod Method(SourceRecord record) => record.FactList(RcsbFacts.Method) switch
    {
        ["ELECTRON MICROSCOPY", ..] => StructureMethod.CryoEm,
        ["X-RAY DIFFRACTION", ..] => StructureMethod.XRay,
        _ => StructureMethod.Other,
    };
}
