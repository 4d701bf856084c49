using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Targets;
using TargetAlerts.Targets.Resolving;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Genes;

namespace TargetAlerts.Tests.Targets;

/// <summary>The four look-up services with the sample genes, and two folders for profiles.</summary>
internal sealed class ResolvingStage : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("targetalerts-").FullName;

    public required TestService Service { get; init; }

    public GeneModel Genes => Service.Model.Genes;

    public string Config { get; private set; } = "";

    public string Data { get; private set; } = "";

    public string[] Files => [.. new[] { Config, Data }.Where(Directory.Exists).SelectMany(Directory.GetFiles)];

    /// <param name="readOnly">Nothing can be written to the configuration.</param>
    public static async Task<ResolvingStage> StartAsync(bool readOnly = false, IReadOnlyList<DrugTarget>? followed = null)
    {
        var service = await TestService.StartAsync(model => SampleGenes.AddTo(model.Genes), options =>
        {
            // Beside the stand-ins of the sources, whose rows know no genes.
            foreach (var name in new[] { "chembl", "uniprot" }) options.Sources[name].BaseUrl = new Uri(options.Sources[name].BaseUrl!, $"/genes/{name}/");
            foreach (var source in options.Sources.Values) source.Retries = 0;
        }, sources: [UpstreamSource.Hgnc, UpstreamSource.MyGene, UpstreamSource.UniProt, UpstreamSource.Chembl]);
        var stage = new ResolvingStage { Service = service };
        stage.Config = Path.Combine(stage._folder, "config", "targets");
        stage.Data = Path.Combine(stage._folder, "data", "targets");
        if (readOnly) await File.WriteAllTextAsync(Path.Combine(stage._folder, "config"), "A file where the folder should be.", TestContext.Current.CancellationToken);
        foreach (var target in followed ?? []) TargetFiles.Add(target, [stage.Config]);
        return stage;
    }

    /// <summary>As a command would be put together now.</summary>
    public TargetDesk Desk() => ActivatorUtilities.CreateInstance<TargetDesk>(Service.Get<IServiceProvider>(), TargetCatalog.Read(Config, Data));

    public Task<Resolution> ResolveAsync(string text) => Desk().ResolveAsync(text, TestContext.Current.CancellationToken);

    public Task<AddReport> AddAsync(string text, string? pick = null, string? symbol = null) => Desk().AddAsync(text, pick, symbol, TestContext.Current.CancellationToken);

    public Task<AddReport> RefreshAsync(string symbol, bool accept = false) => Desk().RefreshAsync(symbol, accept, TestContext.Current.CancellationToken);

    /// <summary>An addition that must end well; the profile as the next start reads it.</summary>
    public async Task<DrugTarget> AddedAsync(string text, string? pick = null)
    {
        var report = await AddAsync(text, pick);
        Assert.Equal(AddState.Added, report.State);
        return TargetCatalog.ReadFile(report.File!);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
