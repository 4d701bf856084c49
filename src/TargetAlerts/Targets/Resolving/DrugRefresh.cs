using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Chembl;
using TargetAlerts.Sources.OpenTargets;
using TargetAlerts.Storage;

namespace TargetAlerts.Targets.Resolving;

/// <summary>
/// A target's drugs after each release of ChEMBL and Open Targets. They are kept in the database, beside the profile's file,
/// which an admin writes: what it says of a drug goes before. That a search then finds more is no news (DESIGN.md section 4,
/// "New query"). Which release there is, the checks of the two sources have read already: an old one costs no request.
/// </summary>
internal sealed partial class DrugRefresh(TargetCatalog catalog, MechanismTable mechanisms, WatchStore watches, SettingsStore settings, ILogger<DrugRefresh> logger)
{
    private const string Key = "drugs:";

    /// <summary>The stored drugs by symbol.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<TargetDrug>>> StoredAsync(SettingsStore settings, CancellationToken cancellationToken) =>
        (await settings.StartingAsync(Key, cancellationToken)).ToDictionary(pair => pair.Key, pair => Read(pair.Value).Drugs, StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes over what is stored, by this process or another.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken) => catalog.Bring(await StoredAsync(settings, cancellationToken));

    /// <summary>Asks anew for each target whose sources have had a release since; one that cannot be asked is asked again next time.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var gates = (await watches.AllAsync(cancellationToken)).Where(watch => watch.Gate is not null).ToLookup(watch => watch.Target, StringComparer.OrdinalIgnoreCase);
        foreach (var target in catalog.All)
        {
            var (chembl, openTargets) = (Gate(ChemblSource.SourceName), Gate(OpenTargetsSource.SourceName));
            var release = $"{chembl} {openTargets}";
            var known = await settings.ReadAsync(Key + target.Symbol, cancellationToken) is { } stored ? Read(stored) : new("", []);
            // Without ChEMBL nothing tells what acts on the target.
            if (chembl is null || known.Release == release) continue;
            try
            {
                await RefreshAsync(target, release, known, cancellationToken);
            }
            catch (SourceUnavailableException error)
            {
                Log.Unavailable(logger, target.Symbol, error.Message);
            }

            string? Gate(SourceName source) => gates[target.Symbol].FirstOrDefault(watch => watch.Source == source.Value)?.Gate;
        }
        await LoadAsync(cancellationToken);
    }

    private async Task RefreshAsync(DrugTarget target, string release, Found known, CancellationToken cancellationToken)
    {
        var today = (await mechanisms.OfAsync([.. target.Identifiers.GetValueOrDefault("chembl") ?? []], [.. target.Groups.Select(family => family.Chembl)], cancellationToken)).ToList();
        foreach (var (name, chembl) in await watches.DrugsAsync(target.Symbol, OpenTargetsSource.SourceName.Value, cancellationToken))
        {
            var lower = name.ToLowerInvariant();
            // It does not say how a candidate acts: shown, and followed when an admin says so.
            if (lower.Length > 0 && !today.Any(drug => drug.Name == lower || (chembl is not null && drug.Chembl == chembl)))
                today.Add(new(lower, DrugTier.Mixed) { Chembl = chembl, From = OpenTargetsSource.SourceName.Value });
        }
        var (changes, warnings) = (new List<string>(), new List<string>());
        ProfileMerge.Drugs(target.Drugs, today, changes, warnings);
        var drugs = ProfileMerge.Drugs(known.Drugs, today, [], []);
        await settings.WriteAsync(Key + target.Symbol, JsonSerializer.Serialize(new Found(release, drugs), TargetCatalog.Json), cancellationToken);
        foreach (var line in changes.Concat(warnings)) Log.Changed(logger, target.Symbol, release, line);
    }

    private static Found Read(string stored) => JsonSerializer.Deserialize<Found>(stored, TargetCatalog.Json)!;

    private sealed record Found(string Release, IReadOnlyList<TargetDrug> Drugs);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Drugs of {Target}, releases {Release}: {Change}.")]
        public static partial void Changed(ILogger logger, string target, string release, string change);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The drugs of {Target} could not be refreshed, and will be: {Reason}.")]
        public static partial void Unavailable(ILogger logger, string target, string reason);
    }
}
