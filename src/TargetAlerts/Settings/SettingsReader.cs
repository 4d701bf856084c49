using TargetAlerts.Web.Admin;

namespace TargetAlerts.Settings;

/// <summary>
/// Reads the settings: targetalerts.json, then environment variables (TARGETALERTS__Section__Key), then the command line;
/// a key ending in File names a file that holds the value. Whatever is wrong stops the start with key, value and range.
/// </summary>
internal static class SettingsReader
{
    public const string FileName = "targetalerts.json", Prefix = "TARGETALERTS__";

    /// <param name="directory">The folder given with --config; null looks in the working folder, then beside the program.</param>
    public static string Folder(string? directory)
    {
        if (directory is not null) return Directory.Exists(directory) ? directory : throw new UsageException($"--config {directory}: no such folder.");
        return Directory.Exists("config") ? "config" : Path.Combine(AppContext.BaseDirectory, "config");
    }

    /// <exception cref="UsageException">A key or value is wrong; the message lists every fault, one a line.</exception>
    public static ServiceOptions Read(string folder, IReadOnlyDictionary<string, string?>? overrides = null)
    {
        overrides ??= new Dictionary<string, string?>();
        var faults = new List<string>();
        var values = Secrets(Load(folder, overrides), overrides, faults);
        foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList())
        {
            if (Fault(key, value) is not { } fault) continue;
            faults.Add(fault);
            values.Remove(key);
        }
        // What is left can be bound, so that ranges are told together with wrong keys and types.
        var options = new ServiceOptions();
        new ConfigurationBuilder().AddInMemoryCollection(values!).Build().Bind(options);
        faults.AddRange(SettingsRules.Faults(options, values));
        if (faults.Count > 0) throw new UsageException("The settings cannot be used:" + string.Concat(faults.Select(fault => $"\n  {fault}")));
        options.Storage.Join();
        return options;
    }

    private static Dictionary<string, string> Load(string folder, IEnumerable<KeyValuePair<string, string?>> overrides)
    {
        var file = Path.GetFullPath(Path.Combine(folder, FileName));
        // A compose file hands on what was left out as an empty text.
        var environment = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build().AsEnumerable().Where(pair => pair.Value is { Length: > 0 });
        try
        {
            return new ConfigurationBuilder().AddJsonFile(file, optional: true).AddInMemoryCollection(environment).AddInMemoryCollection(overrides).Build()
                .AsEnumerable().Where(pair => pair.Value is not null && !pair.Key.StartsWith('$'))
                .ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.OrdinalIgnoreCase);
        }
        catch (InvalidDataException error)
        {
            throw new UsageException($"{file}: {error.InnerException?.Message ?? error.Message}");
        }
    }

    // "Mail:PasswordFile" = a file whose text is "Mail:Password": how containers hand over secrets.
    private static Dictionary<string, string> Secrets(Dictionary<string, string> given, IReadOnlyDictionary<string, string?> overrides, List<string> faults)
    {
        var values = new Dictionary<string, string>(given, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, file) in given.Where(pair => pair.Key.EndsWith("File", StringComparison.OrdinalIgnoreCase)))
        {
            var secret = key[..^4];
            var credential = IsCredentialFile(key, file);
            if ((SettingsShape.Find(key) is not null && !credential) || SettingsShape.Find(secret) is null) continue;
            values.Remove(key);
            if (overrides.Keys.Contains(secret, StringComparer.OrdinalIgnoreCase)) continue;
            var text = Text(file);
            if (text is null) faults.Add($"{key} = \"{file}\": must be a file that exists, can be read and is not empty.");
            // Any text will do in its place, so that nothing else is said to be missing because of it.
            if (text is not null || !credential) values[secret] = text ?? file;
        }
        return values;
    }

    // Any name may be an admin's, also "profile": whether its value is a file, the value tells. Nobody has to call a key so.
    private static bool IsCredentialFile(string key, string value) =>
        (key.StartsWith("Web:Admin:", StringComparison.OrdinalIgnoreCase) && AdminPassword.Parse(value) is null)
        || key.StartsWith("Web:OldLinkKeys:", StringComparison.OrdinalIgnoreCase);

    private static string? Text(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string? Fault(string key, string value) =>
        SettingsShape.Find(key) is not { } type ? $"{key}: there is no such setting.{SettingsShape.Hint(key)}"
        : SettingsShape.Fault(type, value) is { } allowed ? $"{key} = \"{value}\": must be {allowed}."
        : null;
}
