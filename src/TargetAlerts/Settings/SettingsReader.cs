using System.Reflection;

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
        IConfigurationRoot configuration;
        try
        {
            configuration = new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(Path.Combine(folder, FileName)), optional: true)
                .AddEnvironmentVariables(Prefix)
                .AddInMemoryCollection(overrides ?? new Dictionary<string, string?>())
                .Build();
        }
        catch (InvalidDataException error)
        {
            throw new UsageException($"{Path.Combine(folder, FileName)}: {error.InnerException?.Message ?? error.Message}");
        }
        var values = Secrets(configuration);
        Demand(Unknown(values.Keys));
        var options = Bind(values);
        Demand(SettingsRules.Faults(options, values));
        return options;
    }

    // "Mail:PasswordFile" = a file whose text is "Mail:Password": how containers hand over secrets.
    private static Dictionary<string, string> Secrets(IConfiguration configuration)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var set = configuration.AsEnumerable().Where(pair => pair.Value is not null && !pair.Key.StartsWith('$')).ToList();
        foreach (var (key, value) in set) values[key] = value!;
        foreach (var (key, file) in set.Where(pair => pair.Key.EndsWith("File", StringComparison.OrdinalIgnoreCase)))
        {
            if (SettingsShape.Find(key) is not null || SettingsShape.Find(key[..^4]) is null) continue;
            if (!File.Exists(file)) throw new UsageException($"{key} = \"{file}\": the file must exist at start.");
            values.Remove(key);
            values[key[..^4]] = File.ReadAllText(file).Trim();
        }
        return values;
    }

    private static List<string> Unknown(IEnumerable<string> keys) =>
        [.. keys.Where(key => SettingsShape.Find(key) is null).Order(StringComparer.Ordinal).Select(key => $"{key}: there is no such setting.{SettingsShape.Hint(key)}")];

    private static ServiceOptions Bind(IReadOnlyDictionary<string, string> values)
    {
        var faults = new List<string>();
        foreach (var (key, value) in values)
        {
            if (SettingsShape.Find(key) is { } type && SettingsShape.Fault(type, value) is { } allowed) faults.Add($"{key} = \"{value}\": must be {allowed}.");
        }
        Demand(faults);
        var options = new ServiceOptions();
        try
        {
            new ConfigurationBuilder().AddInMemoryCollection(values!).Build().Bind(options);
        }
        catch (Exception error) when (error is InvalidOperationException or TargetInvocationException)
        {
            throw new UsageException(error.Message);
        }
        return options;
    }

    private static void Demand(IReadOnlyList<string> faults)
    {
        if (faults.Count > 0) throw new UsageException("The settings cannot be used:" + string.Concat(faults.Select(fault => $"\n  {fault}")));
    }
}
