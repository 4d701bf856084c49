using TargetAlerts.Sources.OpenTargets;

namespace TargetAlerts.Targets.Resolving;

/// <summary>What a refresh makes of a profile.</summary>
/// <param name="Changes">What is new in it.</param>
/// <param name="Warnings">What an upstream says otherwise, and was left as it is.</param>
internal sealed record Merged(DrugTarget Profile, IReadOnlyList<string> Changes, IReadOnlyList<string> Warnings);

/// <summary>
/// An old profile under what the services say today. Names and drugs may come; an identifier that an upstream moved is
/// told and left; whatever an admin wrote, pinned or dropped stays.
/// </summary>
internal static class ProfileMerge
{
    /// <param name="accept">Take the moved identifiers too.</param>
    public static Merged Of(DrugTarget old, DrugTarget today, bool accept)
    {
        var (changes, warnings) = (new List<string>(), new List<string>());
        var identifiers = Identifiers(old, today, accept, changes, warnings);
        if (today.Gene is not null && old.Gene is not null && old.Gene != today.Gene) Moved("gene", old.Gene, today.Gene);
        var names = today.Names.Where(name => !old.Names.Any(known => Same(known.Text, name.Text))).ToList();
        changes.AddRange(names.Select(name => $"new name {name.Text} ({Use(name.Use)})"));
        var drugs = Drugs(old.Drugs, today.Drugs, changes, warnings);
        List<TargetTerm> all = [.. old.Names, .. names];
        return new(old with
        {
            Gene = accept && today.Gene is not null ? today.Gene : old.Gene,
            Identifiers = identifiers,
            Names = all,
            Context = old.Context.Count > 0 ? old.Context : NameRules.Context(all, drugs),
            Drugs = drugs,
            Groups = today.Groups,
            // What was left as it is keeps its old origin.
            Provenance = [.. identifiers.SelectMany(pair => pair.Value.Select(id => Origin(today, pair.Key, id) ?? Origin(old, pair.Key, id))).OfType<TargetOrigin>()],
        }, changes, warnings);

        void Moved(string what, string before, string now) =>
            (accept ? changes : warnings).Add(accept ? $"{what}: {before} → {now}" : $"{what}: upstream now says {now}, the profile {before}; left as it is (--accept takes it over)");
    }

    private static Dictionary<string, IReadOnlyList<string>> Identifiers(DrugTarget old, DrugTarget today, bool accept, List<string> changes, List<string> warnings)
    {
        var merged = new Dictionary<string, IReadOnlyList<string>>(old.Identifiers);
        foreach (var (space, ids) in today.Identifiers)
        {
            if (!old.Identifiers.TryGetValue(space, out var had))
            {
                merged[space] = ids;
                changes.Add($"{space}: {string.Join(", ", ids)}");
                continue;
            }
            if (had.ToHashSet().SetEquals(ids)) continue;
            var (before, now) = (string.Join(", ", had), string.Join(", ", ids));
            if (accept) merged[space] = ids;
            (accept ? changes : warnings).Add(accept ? $"{space}: {before} → {now}" : $"{space}: upstream now says {now}, the profile {before}; left as it is (--accept takes it over)");
        }
        return merged;
    }

    /// <summary>Known drugs under those the services name today: one they no longer name stays.</summary>
    public static IReadOnlyList<TargetDrug> Drugs(IReadOnlyList<TargetDrug> old, IReadOnlyList<TargetDrug> today, List<string> changes, List<string> warnings)
    {
        var drugs = new List<TargetDrug>();
        foreach (var drug in old)
        {
            var now = today.FirstOrDefault(one => SameDrug(one, drug));
            var mine = drug.From is null || drug.Pinned || drug.Tier == DrugTier.Dropped;
            if (now is null)
            {
                if (!mine) warnings.Add($"{drug.Name}: {(drug.From == OpenTargetsSource.SourceName.Value ? "Open Targets" : "ChEMBL")} no longer names it; left in place (\"tier\": \"dropped\" takes it out)");
                drugs.Add(drug);
                continue;
            }
            if (!mine && drug.Tier != now.Tier) changes.Add($"{drug.Name}: {Tier(drug.Tier)} → {Tier(now.Tier)}");
            if (drug.Chembl is null) changes.Add($"{drug.Name}: {now.Chembl}");
            drugs.Add(drug with { Chembl = drug.Chembl ?? now.Chembl, Tier = mine ? drug.Tier : now.Tier, Class = drug.Class ?? now.Class });
        }
        foreach (var fresh in today.Where(one => !old.Any(drug => SameDrug(one, drug))))
        {
            changes.Add($"new drug {fresh.Name} ({Tier(fresh.Tier)})");
            drugs.Add(fresh);
        }
        return drugs;
    }

    private static bool SameDrug(TargetDrug one, TargetDrug other) =>
        (one.Chembl is not null && one.Chembl == other.Chembl) || other.Synonyms.Prepend(other.Name).Any(name => Same(name, one.Name));

    private static TargetOrigin? Origin(DrugTarget target, string space, string id) => target.Provenance.FirstOrDefault(origin => origin.Space == space && origin.Id == id);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Tier(DrugTier tier) => tier.ToString().ToLowerInvariant();

    private static string Use(TermUse use) => use switch { TermUse.Alone => "alone", TermUse.WithContext => "with context", _ => "never searched" };
}
