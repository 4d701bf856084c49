using System.Globalization;
using System.Runtime.CompilerServices;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.OpenTargets;

/// <summary>
/// Open Targets: clinical candidates and associated diseases of a target, its safety and tractability. The quarterly
/// release is the gate; after a new one all is read. Each section is a question of its own, since fields have been
/// removed before: a section that is refused is noted and keeps its last state, the others go on (SPEC.md, "Breaking changes").
/// </summary>
internal sealed class OpenTargetsSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("opentargets");

    public const string PublicUrl = "https://api.platform.opentargets.org/api/v4/";

    private readonly OpenTargetsApi _api = new(client);
    private readonly decimal _lowest = (decimal)(client.Access.Options.MinScore ?? 0.3);

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "Open Targets",
        Kinds = [RecordKind.Drug, RecordKind.Association, RecordKind.Annotation],
        Facts = OpenTargetsFacts.Table,
        Removal = new() { Absence = "the target’s whole list lacks it, while other rows of its section are there" },
        // A quarter: a section that was refused is then asked again with each check until it answers.
        RereadEvery = TimeSpan.FromDays(92),
        Newcomer = record => OpenTargetsFacts.Newcomer(record),
        Words = OpenTargetsWords.Words,
        Credit = "Open Targets Platform, CC0 1.0",
    };

    public string Query(DrugTarget target) => string.Create(CultureInfo.InvariantCulture, $"ensemblId={string.Join(',', OpenTargetsIds.Of(target))}; score>={_lowest}");

    public async Task<string?> ReadGateAsync(CancellationToken cancellationToken)
    {
        try
        {
            return OpenTargetsAnswer.Release(await _api.AskAsync(OpenTargetsQueries.Release, new { }, cancellationToken));
        }
        catch (RefusedQuestionException refused)
        {
            throw new SourceUnavailableException($"its data version could not be asked: “{refused.Message}”", refused);
        }
    }

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var targets = OpenTargetsIds.Of(question.Target);
        if (targets.Count == 0)
        {
            yield return new() { Completed = new("", Listing: false) { Notes = ["the target's profile has no Ensembl gene"] } };
            yield break;
        }
        yield return new() { Everything = true };
        var notes = new List<string>();
        foreach (var target in targets)
        {
            var identity = await StandingIdentity.ReadAsync(question.Known, target, cancellationToken);
            await foreach (var (page, note) in SectionsAsync(target, identity, cancellationToken))
            {
                if (note is not null) notes.Add(note);
                else yield return page;
            }
        }
        yield return new() { Completed = new(question.Gate ?? "", Listing: notes.Count == 0) { Notes = notes } };
    }

    /// <summary>There is no question for single rows: the sections are read again, and a row is absent where others of its section are there.</summary>
    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        var absent = new List<string>();
        foreach (var asked in question.Ids.Concat(question.Witnesses).GroupBy(id => id.Split(':')[0]).Where(asked => OpenTargetsIds.IsGene(asked.Key)))
        {
            var identity = new StandingIdentity(asked);
            var kinds = new HashSet<string>();
            await foreach (var (page, note) in SectionsAsync(asked.Key, identity, cancellationToken, whole: true))
            {
                if (note is not null) continue;
                found.AddRange(page.Records.Where(record => question.Ids.Contains(record.Record.Id)));
                unreadable.AddRange(page.Unreadable.Where(record => question.Ids.Contains(record.Id)));
                kinds.UnionWith(page.Records.Select(record => OpenTargetsIds.Section(record.Record.Id)));
            }
            var there = found.Select(record => record.Record.Id).Concat(unreadable.Select(record => record.Id)).ToHashSet();
            absent.AddRange(asked.Where(id => question.Ids.Contains(id) && !there.Contains(id) && kinds.Contains(OpenTargetsIds.Section(id))));
        }
        return new() { Found = found, Absent = absent, Unreadable = unreadable };
    }

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (OpenTargetsIds.Of(target) is not [var first, ..]) return "the profile has no Ensembl gene";
        var rows = OpenTargetsAnswer.Rows(await _api.AskAsync(OpenTargetsQueries.Drugs, new { id = first }, cancellationToken), "drugAndClinicalCandidates", counted: true);
        return rows is null ? $"{first} is not known" : string.Create(CultureInfo.InvariantCulture, $"{first} has {rows.Rows.Count:N0} drugs and clinical candidates");
    }

    /// <param name="whole">Also diseases below the lowest score: to look for one that is known.</param>
    private async IAsyncEnumerable<(FetchPage Page, string? Note)> SectionsAsync(string target, StandingIdentity identity, [EnumeratorCancellation] CancellationToken cancellationToken, bool whole = false)
    {
        OpenTargetsSection[] sections =
        [
            new("drugs", () => new OpenTargetsDrugs(_api).ReadAsync(target, identity, cancellationToken)),
            new("associations", () => new OpenTargetsDiseases(_api).ReadAsync(target, identity, whole ? 0 : _lowest, cancellationToken)),
            new("annotation", () => new OpenTargetsAnnotation(_api).ReadAsync(target, cancellationToken)),
        ];
        var refusals = new List<string>();
        foreach (var section in sections)
        {
            var (page, refusal) = await section.ReadAsync();
            if (refusal == RefusedQuestionException.NotKnown)
            {
                if (identity.Any) throw new SourceUnavailableException($"{target} is not known any more");
                yield return (page, $"Open Targets does not know {target}");
                yield break;
            }
            if (refusal is not null) refusals.Add(refusal);
            yield return (page, refusal is null ? null : $"{section.Name} of {target} could not be asked: “{refusal}”");
        }
        if (refusals.Count == sections.Length) throw new SourceUnavailableException($"every question was refused: {refusals[0]}");
    }
}

/// <summary>One part of the answer, and whether its question is still understood.</summary>
internal sealed record OpenTargetsSection(string Name, Func<Task<FetchPage>> Ask)
{
    public async Task<(FetchPage Page, string? Refusal)> ReadAsync()
    {
        try
        {
            return (await Ask(), null);
        }
        catch (RefusedQuestionException refused)
        {
            return (new(), refused.Message);
        }
    }
}
