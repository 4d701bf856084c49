using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets.Resolving;

namespace TargetAlerts.Targets;

/// <summary>Adds, refreshes and removes profiles.</summary>
internal sealed class TargetDesk(TargetCatalog catalog, TargetResolver resolver, ProfileBuilder builder, AlertStore alerts, WatchStore watches)
{
    private static readonly string[] Leading = ["hgnc", "uniprot", "chembl"];

    public Task<Resolution> ResolveAsync(string text, CancellationToken cancellationToken) => resolver.ResolveAsync(text, cancellationToken);

    /// <summary>Stores the one target a text means, or the picked one; a text that means several, or none, stores nothing.</summary>
    /// <exception cref="ProfileRefusedException">It is followed already, the services disagree, or one could not be asked.</exception>
    public async Task<AddReport> AddAsync(string text, string? pick, string? symbol, CancellationToken cancellationToken)
    {
        if (symbol is not null && !TargetCatalog.IsSymbol(symbol)) throw new UsageException($"--symbol {symbol}: must be 1 to 30 letters, digits, '-', '_', '.' or '/'.");
        var resolution = await resolver.ResolveAsync(text, cancellationToken);
        if ((pick ?? resolution.Clear) is not { } id || resolution.Pick(id) is not { } candidate)
        {
            return new() { State = resolution.Candidates.Count == 0 ? AddState.Unknown : AddState.Ambiguous, Resolution = resolution };
        }
        if (catalog.Holding(candidate.Identifiers) is { } known) throw new ProfileRefusedException($"{known.Symbol} follows it already; \"targets add {known.Symbol} --refresh\" asks the services anew.");
        var typed = TargetText.Read(text);
        var draft = await builder.BuildAsync(candidate, symbol, candidate.IsGroup && typed.Word && typed.Ids.Count == 0 ? [typed.Text] : [], cancellationToken);
        if (!TargetCatalog.IsSymbol(draft.Profile.Symbol)) throw new ProfileRefusedException($"\"{draft.Profile.Symbol}\" cannot be a target's symbol; give one with --symbol.");
        if (catalog.All.Any(target => Same(target.Symbol, draft.Profile.Symbol))) throw new ProfileRefusedException($"The symbol {draft.Profile.Symbol} is another target's; give one with --symbol.");
        return new()
        {
            State = AddState.Added,
            File = TargetFiles.Add(draft.Profile, catalog.Folders),
            Profile = draft.Profile,
            Warnings = draft.Warnings,
            Resolution = resolution,
        };
    }

    /// <summary>Asks the services anew; what an upstream moved is told, and taken only when accepted.</summary>
    public async Task<AddReport> RefreshAsync(string symbol, bool accept, CancellationToken cancellationToken)
    {
        var old = catalog.Written(catalog.Get(symbol).Symbol)!;
        var file = catalog.FileOf(old) ?? throw new ProfileRefusedException($"{old.Symbol} comes from no file.");
        var id = Lead(old) ?? throw new ProfileRefusedException($"{old.Symbol} has no identifier to ask by.");
        var resolution = await resolver.ResolveAsync(id, cancellationToken);
        if (resolution.Pick(id) is not { } candidate)
        {
            var why = resolution.Unavailable.Count > 0 ? string.Join("; ", resolution.Unavailable.Select(one => $"{one.Service}: {one.Reason}")) : "none of the services knows it any more";
            throw new ProfileRefusedException($"{old.Symbol} ({id}) could not be refreshed: {why}. The profile is as it was.");
        }
        var draft = await builder.BuildAsync(candidate, old.Symbol, [], cancellationToken);
        var merged = ProfileMerge.Of(old, draft.Profile, accept);
        if (merged.Changes.Count > 0) TargetFiles.Replace(merged.Profile, file);
        return new()
        {
            State = merged.Changes.Count > 0 ? AddState.Refreshed : AddState.Unchanged,
            File = file,
            Profile = merged.Profile,
            Changes = merged.Changes,
            Warnings = [.. draft.Warnings, .. merged.Warnings],
            Moved = merged.Warnings.Count > 0,
        };
    }

    public async Task<RemoveReport> RemoveAsync(string symbol, bool force, CancellationToken cancellationToken)
    {
        var target = catalog.Get(symbol);
        var file = catalog.FileOf(target) ?? throw new ProfileRefusedException($"{target.Symbol} comes from no file.");
        var users = (await alerts.ListAsync(cancellationToken))
            .Where(alert => alert.State is AlertState.Pending or AlertState.Active or AlertState.Paused && alert.Wish.Targets.ContainsKey(target.Symbol)).Select(alert => alert.Id).ToList();
        var records = 0;
        foreach (var watch in (await watches.AllAsync(cancellationToken)).Where(watch => watch.Target == target.Symbol)) records += await watches.MembersAsync(watch.Target, watch.Source, cancellationToken);
        var refused = users.Count > 0 && !force;
        return new(target.Symbol, refused ? "refused" : "removed", file, refused ? null : TargetFiles.SetAside(file), records, users);
    }

    /// <summary>The profile that follows the candidate already: the same genes, or the same proteins.</summary>
    // A complex is asked for by its ChEMBL target, which stands first; a gene by HGNC.
    private static string? Lead(DrugTarget target)
    {
        string[] Ids(string space) => [.. target.Identifiers.GetValueOrDefault(space) ?? []];
        if (Ids("uniprot").Length > 1 && Ids("hgnc").Length != 1 && Ids("chembl") is [var group, ..]) return group;
        return Leading.SelectMany(Ids).FirstOrDefault();
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

internal enum AddState { Added, Refreshed, Unchanged, Ambiguous, Unknown }

/// <summary>How an addition or a refresh ended.</summary>
internal sealed record AddReport
{
    public required AddState State { get; init; }

    public string? Target => Profile?.Symbol;

    public string? File { get; init; }

    public DrugTarget? Profile { get; init; }

    public IReadOnlyList<string> Changes { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>An upstream says otherwise than the profile, and was not followed.</summary>
    public bool Moved { get; init; }

    public Resolution? Resolution { get; init; }
}

/// <param name="Kept">Where the profile lies now; null when it was not removed.</param>
/// <param name="Records">Stored records of the target; they stay.</param>
/// <param name="Alerts">Alerts that name it.</param>
internal sealed record RemoveReport(string Target, string State, string File, string? Kept, int Records, IReadOnlyList<string> Alerts);
