using System.Security.Cryptography;
using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Targets;
using TargetAlerts.Targets.Resolving;

namespace TargetAlerts.Web.Admin;

/// <summary>The names of a profile as the form has them.</summary>
public sealed record ProfileForm
{
    /// <summary>Which profile the form was made from: another may have been saved meanwhile.</summary>
    public required string Version { get; init; }

    /// <summary>In the profile's order. Use: "alone", "withContext", "never" or "remove".</summary>
    public required IReadOnlyList<(string Text, string Use, string Note)> Names { get; init; }

    public string NewName { get; init; } = "";

    public string NewUse { get; init; } = "alone";

    /// <summary>Words of the context, commas between.</summary>
    public required string Context { get; init; }

    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public string Fault(string field) => Faults.GetValueOrDefault(field, "");
}

/// <summary>What an edit does to a source's query.</summary>
/// <param name="Parts">Empty where the query stays as it is.</param>
public sealed record QueryEffect(string Label, IReadOnlyList<QueryPart> Parts);

/// <summary>Edits the names of a profile and writes its file.</summary>
internal sealed class ProfileEdits(TargetCatalog catalog, SourceRegistry sources, AuditStore audit)
{
    private const int Longest = 100, MostNames = 200, MostContext = 100;

    private static readonly Dictionary<string, TermUse> Uses = new() { ["alone"] = TermUse.Alone, ["withContext"] = TermUse.WithContext, ["never"] = TermUse.Never };

    public static ProfileForm Form(DrugTarget target) => new()
    {
        Version = Version(target),
        Names = [.. target.Names.Select(name => (name.Text, Uses.First(use => use.Value == name.Use).Key, name.Note ?? ""))],
        Context = string.Join(", ", target.Context),
    };

    /// <summary>The form as posted, and the profile it means; none where something is to be mended.</summary>
    public static (ProfileForm Form, DrugTarget? Profile) Read(DrugTarget target, IFormCollection posted)
    {
        var faults = new Dictionary<string, string>();
        var form = Form(target);
        if (posted["version"] != form.Version) faults[""] = "This profile was changed meanwhile; what it is now stands below. Nothing was saved.";
        form = form with
        {
            Names = faults.Count > 0 ? form.Names : [.. form.Names.Select((name, at) => (name.Text, posted[$"use-{at}"].ToString() is { Length: > 0 } use ? use : name.Use, name.Note))],
            NewName = PlainText.Clean(posted["new-name"].ToString(), Longest + 1),
            NewUse = posted["new-use"].ToString(),
            Context = PlainText.Clean(posted["context"].ToString(), 4_000),
        };
        var names = new List<TargetTerm>();
        foreach (var ((text, use, _), name) in form.Names.Zip(target.Names))
        {
            if (Uses.TryGetValue(use, out var chosen)) names.Add(name with { Use = chosen });
            else if (use != "remove") faults["names"] = "Choose how each name is used.";
        }
        if (form.NewName.Length > 0)
        {
            if (form.NewName.Length > Longest || PlainText.Bare(form.NewName).Length == 0) faults["new-name"] = $"Must be 1 to {Longest} characters with a letter or digit among them.";
            else if (target.Names.Any(name => name.Text.Equals(form.NewName, StringComparison.OrdinalIgnoreCase))) faults["new-name"] = "The profile has this name already; choose its use above.";
            else if (!Uses.TryGetValue(form.NewUse, out var chosen)) faults["new-use"] = "Choose how the name is used.";
            else names.Add(new(form.NewName, chosen));
        }
        string[] context = [.. form.Context.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (names.Count > MostNames) faults["new-name"] = $"A profile has at most {MostNames} names.";
        if (context.Length > MostContext || context.Any(word => word.Length > Longest || PlainText.Bare(word).Length == 0)) faults["context"] = $"At most {MostContext} words of up to {Longest} characters, commas between.";
        if (!names.Any(name => name.Use == TermUse.Alone) && target.MeshHeadings.Count == 0) faults["names"] = "At least one name must be searched alone.";
        if (names.Any(name => name.Use == TermUse.WithContext) && context.Length == 0) faults["context"] = "Needed while a name counts only beside a word of it.";
        return faults.Count > 0 ? (form with { Faults = faults }, null) : (form, target with { Names = names, Context = context });
    }

    public IReadOnlyList<QueryEffect> Effect(DrugTarget old, DrugTarget now) => [.. sources.All.Select(source =>
    {
        var (before, after) = (source.Query(old), source.Query(now));
        return new QueryEffect(source.Description.Label, before == after ? [] : QueryDifference.Of(before, after));
    }).OrderBy(effect => effect.Parts.Count == 0)];

    /// <exception cref="ProfileRefusedException">Its file cannot be written.</exception>
    public async Task SaveAsync(DrugTarget old, DrugTarget now, string actor, CancellationToken cancellationToken)
    {
        var file = catalog.FileOf(old) ?? throw new ProfileRefusedException($"{old.Symbol} comes from no file.");
        // What releases brought is no part of the file.
        var written = (catalog.Written(old.Symbol) ?? old) with { Names = now.Names, Context = now.Context };
        TargetFiles.Replace(written, file);
        catalog.Put(written);
        await audit.AddAsync(actor, "target edited", old.Symbol, string.Join("; ", Changes(old, now)), cancellationToken);
    }

    private static string Version(DrugTarget target) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { target.Names, target.Context })))[..16];

    private static IEnumerable<string> Changes(DrugTarget old, DrugTarget now)
    {
        var before = old.Names.ToDictionary(name => name.Text);
        foreach (var name in now.Names)
        {
            if (!before.Remove(name.Text, out var had)) yield return $"+ {name.Text} ({name.Use})";
            else if (had.Use != name.Use) yield return $"{name.Text}: {had.Use} → {name.Use}";
        }
        foreach (var name in before.Keys) yield return $"- {name}";
        if (!old.Context.SequenceEqual(now.Context)) yield return "context";
    }
}
