using TargetAlerts.Sources.Chembl;
using TargetAlerts.Sources.ClinicalTrials;
using TargetAlerts.Sources.Crossref;
using TargetAlerts.Sources.Ctis;
using TargetAlerts.Sources.DailyMed;
using TargetAlerts.Sources.EuropePmc;
using TargetAlerts.Sources.FederalRegister;
using TargetAlerts.Sources.Feeds;
using TargetAlerts.Sources.Gtopdb;
using TargetAlerts.Sources.GwasCatalog;
using TargetAlerts.Sources.Http;
using TargetAlerts.Sources.Isrctn;
using TargetAlerts.Sources.OpenFda;
using TargetAlerts.Sources.OpenTargets;
using TargetAlerts.Sources.PubChem;
using TargetAlerts.Sources.PubMed;
using TargetAlerts.Sources.Rcsb;
using TargetAlerts.Sources.Reporter;
using TargetAlerts.Sources.UniProt;
using TargetAlerts.Targets.Resolving;

namespace TargetAlerts.Sources;

/// <summary>The sources there are. A new one is one line here, beside its folder, its settings and its tests.</summary>
internal static class SourceRegistration
{
    public static IServiceCollection AddSources(this IServiceCollection services) => services
        .AddSource<PubMedSource>(PubMedSource.SourceName, PubMedSource.PublicUrl, requestsPerSecond: 2.5, withKey: 8)
        .AddSource<ClinicalTrialsSource>(ClinicalTrialsSource.SourceName, ClinicalTrialsSource.PublicUrl, requestsPerSecond: 0.9)
        // Asked who is who when a target is resolved; no sources of records.
        .AddLookup(HgncLookup.ServiceName, HgncLookup.PublicUrl, requestsPerSecond: 8)
        .AddLookup(MyGeneLookup.ServiceName, MyGeneLookup.PublicUrl, requestsPerSecond: 3)
        .AddSource<DailyMedSource>(DailyMedSource.SourceName, DailyMedSource.PublicUrl, requestsPerSecond: 2)
        .AddSource<ChemblSource>(ChemblSource.SourceName, ChemblSource.PublicUrl, requestsPerSecond: 2)
        .AddSource<OpenTargetsSource>(OpenTargetsSource.SourceName, OpenTargetsSource.PublicUrl, requestsPerSecond: 1)
        .AddSource<GtopdbSource>(GtopdbSource.SourceName, GtopdbSource.PublicUrl, requestsPerSecond: 1)
        .AddFeeds()
        .AddSource<IsrctnSource>(IsrctnSource.SourceName, IsrctnSource.PublicUrl, requestsPerSecond: 0.5)
        .AddSource<CtisSource>(CtisSource.SourceName, CtisSource.PublicUrl, requestsPerSecond: 1)
        .AddSource<OpenFdaSource>(OpenFdaSource.SourceName, OpenFdaSource.PublicUrl, requestsPerSecond: 2, withKey: 3)
        .AddSource<FederalRegisterSource>(FederalRegisterSource.SourceName, FederalRegisterSource.PublicUrl, requestsPerSecond: 1)
        .AddSource<EuropePmcSource>(EuropePmcSource.SourceName, EuropePmcSource.PublicUrl, requestsPerSecond: 2)
        .AddSource<CrossrefSource>(CrossrefSource.SourceName, CrossrefSource.PublicUrl, requestsPerSecond: 1)
        .AddSource<ReporterSource>(ReporterSource.SourceName, ReporterSource.PublicUrl, requestsPerSecond: 0.9)
        .AddSource<RcsbSource>(RcsbSource.SourceName, RcsbSource.PublicUrl, requestsPerSecond: 2)
        .AddSource<UniProtSource>(UniProtSource.SourceName, UniProtSource.PublicUrl, requestsPerSecond: 2)
        .AddSource<GwasCatalogSource>(GwasCatalogSource.SourceName, GwasCatalogSource.PublicUrl, requestsPerSecond: 2)
        .AddSource<PubChemSource>(PubChemSource.SourceName, PubChemSource.PublicUrl, requestsPerSecond: 4);
}
