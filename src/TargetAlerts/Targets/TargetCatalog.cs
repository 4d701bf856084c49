using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using TargetAlerts.Settings;
using TargetAlerts.Targets.Resolving;

namespace TargetAlerts.Targets;

/// <summary>The followed targets, one file each in config/targets.</summary>
internal sealed partial class TargetCatalog
{
    /// <summary>The form of a profile's file.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly string[] Telling = ["hgnc", "uniprot"];

    // Replaced as a whole, never changed once others can see it.
    private volatile Dictionary<string, DrugTarget> _bySymbol;
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);

    private volatile Dictionary<string, DrugTarget>? _current;
    private volatile IReadOnlyDictionary<string, IReadOnlyList<TargetDrug>>? _brought;

    public TargetCatalog(IEnumerable<DrugTarget> targets)
    {
        _bySymbol = new(StringComparer.OrdinalIgnoreCase);
        foreach (var target in targets)
        {
            if (!_bySymbol.TryAdd(target.Symbol, target)) throw new UsageException($"config/targets: the symbol {target.Symbol} stands in two files.");
        }
    }

    /// <summary>Where profiles are read from; of two of one symbol, that of the first folder counts.</summary>
    public IReadOnlyList<string> Folders { get; private init; } = [];

    /// <summary>The file a profile was read from; null for one that came from none.</summary>
    public string? FileOf(DrugTarget target) => _files.GetValueOrDefault(target.Symbol);

    public IReadOnlyCollection<DrugTarget> All => Current.Values;

    /// <summary>A profile as its file has it, without the drugs that releases brought.</summary>
    public DrugTarget? Written(string symbol) => _bySymbol.GetValueOrDefault(symbol);

    /// <summary>The drugs the sources name today, by symbol; what the files say of a drug goes before.</summary>
    public void Bring(IReadOnlyDictionary<string, IReadOnlyList<TargetDrug>> drugs)
    {
        _brought = drugs;
        _current = _bySymbol.ToDictionary(
            pair => pair.Key,
            pair => drugs.TryGetValue(pair.Key, out var found) ? pair.Value with { Drugs = ProfileMerge.Drugs(pair.Value.Drugs, found, [], []) } : pair.Value,
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Reads every *.json of the folders; a file that cannot be used stops the start with its name and what to mend.</summary>
    public static TargetCatalog Read(params string[] folders)
    {
        var catalog = new TargetCatalog([]) { Folders = folders };
        foreach (var folder in folders.Where(Directory.Exists))
        {
            var here = new TargetCatalog([]);
            foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                var target = ReadFile(file);
                if (!here._bySymbol.TryAdd(target.Symbol, target)) throw new UsageException($"{folder}: the symbol {target.Symbol} stands in two files.");
                if (catalog._bySymbol.TryAdd(target.Symbol, target)) catalog._files[target.Symbol] = file;
            }
        }
        return catalog;
    }

    /// <summary>A profile whose file was written anew is in force from now on, in this process.</summary>
    public void Put(DrugTarget target) => Stand(new(_bySymbol, StringComparer.OrdinalIgnoreCase) { [target.Symbol] = target });

    /// <summary>A target whose file was taken out of use is followed no longer, in this process.</summary>
    public void Take(string symbol) => Stand(new(_bySymbol.Where(pair => !Same(pair.Key, symbol)), StringComparer.OrdinalIgnoreCase));

    /// <summary>By symbol, gene, identifier or a name that is safe alone; null when unknown. An ambiguous name is no answer.</summary>
    public DrugTarget? Find(string text)
    {
        if (Current.TryGetValue(text.Trim(), out var exact)) return exact;
        var named = All.Where(target => Answers(target, text.Trim())).Take(2).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    /// <summary>The target that is made of the same genes or proteins; null where none is.</summary>
    public DrugTarget? Holding(IReadOnlyDictionary<string, IReadOnlyList<string>> identifiers) => All.FirstOrDefault(target => Telling.Any(space =>
        identifiers.GetValueOrDefault(space) is { Count: > 0 } ids && target.Identifiers.GetValueOrDefault(space) is { } held && held.ToHashSet().SetEquals(ids)));

    /// <exception cref="UsageException">No such target.</exception>
    public DrugTarget Get(string text) => Find(text) ?? throw new UsageException(
        $"Unknown target \"{text}\". Known: {string.Join(", ", All.Select(target => target.Symbol))}.");

    public static bool IsSymbol(string text) => Symbol().IsMatch(text);

    private Dictionary<string, DrugTarget> Current => _current ?? _bySymbol;

    private void Stand(Dictionary<string, DrugTarget> written)
    {
        _bySymbol = written;
        if (_brought is { } drugs) Bring(drugs);
    }

    private static bool Answers(DrugTarget target, string text) =>
        Same(target.Gene, text) || Same(target.Name, text)
        || target.SafeNames.Any(name => Same(name.Text, text))
        || target.Identifiers.Values.SelectMany(ids => ids).Any(id => Same(id, text));

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="UsageException">The file cannot be used.</exception>
    public static DrugTarget ReadFile(string file)
    {
        DrugTarget target;
        try
        {
            target = JsonSerializer.Deserialize<DrugTarget>(File.ReadAllText(file), Json)
                ?? throw new JsonException("the file is empty");
        }
        catch (JsonException error)
        {
            throw new UsageException($"{file}: {error.Message}");
        }
        if (!IsSymbol(target.Symbol)) throw new UsageException($"{file}: symbol \"{target.Symbol}\" must be 1 to 30 letters, digits, '-', '_', '.' or '/'.");
        if (string.IsNullOrWhiteSpace(target.Name)) throw new UsageException($"{file}: name must not be empty.");
        if (!target.SafeNames.Any() && target.MeshHeadings.Count == 0) throw new UsageException($"{file}: names must hold at least one with \"use\": \"alone\".");
        if (target.AmbiguousNames.Any() && target.Context.Count == 0) throw new UsageException($"{file}: context must not be empty while a name has \"use\": \"withContext\".");
        return target;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._/-]{0,29}$")]
    private static partial Regex Symbol();
}
