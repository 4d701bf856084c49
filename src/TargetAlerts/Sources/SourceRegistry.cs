using TargetAlerts.Settings;

namespace TargetAlerts.Sources;

/// <summary>The registered sources that are enabled, in the order of registration.</summary>
internal sealed class SourceRegistry
{
    public SourceRegistry(IEnumerable<ITargetSource> sources, ServiceOptions options)
    {
        Registered = [.. sources];
        All = [.. Registered.Where(source => options.Sources.GetValueOrDefault(source.Description.Name.Value)?.Enabled ?? true)];
    }

    public IReadOnlyList<ITargetSource> Registered { get; }

    public IReadOnlyList<ITargetSource> All { get; }

    /// <summary>Any registered source, also one that is disabled: its old records can still be shown.</summary>
    public ITargetSource Get(SourceName name) => Registered.First(source => source.Description.Name == name);

    /// <summary>The place of a source in the order of registration: the first speaks for a work that several hold.</summary>
    public int Rank(SourceName name) => Registered.TakeWhile(source => source.Description.Name != name).Count();

    /// <exception cref="UsageException">No such source, or it is disabled.</exception>
    public ITargetSource Find(string text) => All.FirstOrDefault(source => string.Equals(source.Description.Name.Value, text.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"Unknown source \"{text}\". Known: {string.Join(", ", All.Select(source => source.Description.Name))}.");
}
