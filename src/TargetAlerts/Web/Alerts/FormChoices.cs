using TargetAlerts.Digests;
using TargetAlerts.Sources;

namespace TargetAlerts.Web.Alerts;

/// <summary>What an alert's form lets one tick: value and label.</summary>
public sealed record FormChoices(IReadOnlyList<(string Value, string Label)> Kinds, IReadOnlyList<(string Value, string Label)> Sources)
{
    /// <summary>What the sources offer, and what the form has ticked although none offers it any more: it must not vanish unseen.</summary>
    internal static FormChoices Of(SourceRegistry sources, AlertForm form)
    {
        var kinds = sources.All.SelectMany(source => source.Description.Kinds).Distinct().ToList();
        var asked = Enum.GetValues<RecordKind>().Where(kind => kinds.Contains(kind) || form.Kinds.Contains(Word(kind), StringComparer.OrdinalIgnoreCase));
        var off = form.Sources.Where(name => sources.All.All(source => source.Description.Name.Value != name)).Select(name => (name, $"{name} (switched off)"));
        return new([.. asked.Select(kind => (Word(kind), KindWords.Many(kind)))], [.. sources.All.Select(source => (source.Description.Name.Value, source.Description.Label)), .. off]);
    }

    private static string Word(RecordKind kind) => kind.ToString().ToLowerInvariant();
}
