using System.Globalization;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web.Alerts;

/// <param name="Key">Names the mute when it is taken back.</param>
/// <param name="What">"Trial NCT98000870: Escitalopram after stroke".</param>
/// <param name="Since">"No. 9, 2 Nov 2026".</param>
/// <param name="Kept">How many changes were kept back.</param>
public sealed record MuteRow(string Key, string What, string Since, int Kept);

/// <param name="Facts">Value and label of those that are told.</param>
public sealed record FactGroup(string Source, IReadOnlyList<(string Value, string Label)> Facts);

/// <summary>Mutes in words, and what can be muted.</summary>
internal sealed class MuteWords(SourceRegistry sources, MuteStore store)
{
    public async Task<IReadOnlyList<MuteRow>> RowsAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (alert.Wish.Mutes.Count == 0) return [];
        var kept = await store.KeptAsync(alert.Id, cancellationToken);
        var zone = Scheduling.Zones.Get(alert.Zone);
        return [.. alert.Wish.Mutes.OrderByDescending(mute => mute.Since).Select(mute => new MuteRow(mute.Key, What(mute), Since(mute, zone), kept.GetValueOrDefault(mute.Key)))];
    }

    public string What(Mute mute)
    {
        var source = Find(mute.Source);
        var label = source?.Label ?? mute.Source;
        if (mute.Record is { } record) return $"{mute.Title ?? record} ({label}, {record})";
        return mute.Fact is { } fact ? $"Fact “{source?.Facts.FirstOrDefault(one => one.Name == fact)?.Label ?? fact}” of every record in {label}" : $"Source {label}";
    }

    /// <summary>Facts of each source that can make a change; of an alert that names its sources, only theirs.</summary>
    public IReadOnlyList<FactGroup> Facts(Alert alert) => [.. Read(alert).Select(source => new FactGroup(source.Label,
        [.. Told(source).Select(fact => ($"{source.Name}/{fact.Name}", fact.Label)).OrderBy(fact => fact.Label, StringComparer.OrdinalIgnoreCase)]))];

    public IReadOnlyList<(string Value, string Label)> Sources(Alert alert) => [.. Read(alert).Select(source => (source.Name.Value, source.Label))];

    public SourceDescription? Find(string name) => sources.Registered.FirstOrDefault(source => source.Description.Name.Value == name)?.Description;

    /// <summary>Of "clinicaltrials/enrolment".</summary>
    public Mute? Fact(string value) => value.Split('/', 2) is [var name, var fact] && Find(name) is { } source && Told(source).Any(one => one.Name == fact) ? new Mute { Source = name, Fact = fact } : null;

    public static IEnumerable<FactDefinition> Told(SourceDescription source) => source.Facts.Where(fact => fact.Judge != Judges.Never);

    private IEnumerable<SourceDescription> Read(Alert alert) => sources.All.Select(source => source.Description).Where(source => AlertWords.Reads(alert, source.Name));

    private static string Since(Mute mute, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(mute.Since, zone).ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        return mute.After > 0 ? string.Create(CultureInfo.InvariantCulture, $"No. {mute.After}, {day}") : day;
    }
}
