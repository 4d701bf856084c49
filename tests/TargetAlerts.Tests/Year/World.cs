using System.Globalization;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.ClinicalTrials;
using TargetAlerts.Upstreams.PubMed;
using static TargetAlerts.Tests.Year.WorldWords;

namespace TargetAlerts.Tests.Year;

/// <summary>The sources' side of the year: each event happens in the stand-in and is written down in a reader's words.</summary>
internal sealed class World(UpstreamModel upstream)
{
    public static readonly (string Target, string Drug)[] Targets = [("ONE", "sertraline"), ("TWO", "fluoxetine")];

    public static readonly string[] Topics = ["anxiety", "insomnia", "migraine", "obesity"];

    private const string Journal = "J Made Up Results";

    private int _papers = 95_000_000, _trials = 95_000_000, _events;

    public List<WorldRecord> Records { get; } = [];

    public IEnumerable<WorldRecord> Standing(string kind) => Records.Where(record => record.Kind == kind && !record.Gone);

    private DateOnly Today => upstream.Today;

    public void AddPaper(string topic, IReadOnlyList<string> targets, int daysLate)
    {
        var pmid = ++_papers;
        var title = $"Of {topic} and the {string.Join(" and the ", targets.Select(target => $"{target} protein"))}, paper {pmid}";
        var created = Today.AddDays(-daysLate);
        upstream.PubMed.Add(new Article { Pmid = pmid, Title = title, Published = created, Created = created, Entered = created, Modified = created, JournalAbbreviation = Journal });
        Keep(new() { Source = "pubmed", Id = Text(pmid), Kind = "publication", Topic = topic, Targets = [.. targets] }, created, ("Title", title));
    }

    public void AddTrial(string topic, IReadOnlyList<string> targets, int daysLate)
    {
        var id = $"NCT{++_trials}";
        var (title, posted, done) = ($"Trial {id} of {topic}", Today.AddDays(-daysLate), Today.AddDays(400));
        upstream.Trials.Add(Bare(id, title, posted, done) with { Interventions = [.. targets.Select(target => new Intervention("DRUG", DrugOf(target), []))] });
        Keep(new() { Source = "clinicaltrials", Id = id, Kind = "trial", Topic = topic, Targets = [.. targets] }, posted,
            ("Title", title), ("Status", "Recruiting"), ("Phase", "2"), ("Primary completion", Day(done)), ("Interventions", Drugs(targets)));
    }

    public void Retract(WorldRecord paper)
    {
        var notice = ++_papers;
        upstream.PubMed.Retract(Number(paper), notice);
        var year = upstream.PubMed.Find(Number(paper))!.Published.Year;
        Say(paper, ("Retracted by", $"{Journal}. {year} (PMID {notice})"));
        Keep(new() { Source = "pubmed", Id = Text(notice), Kind = "publication", Topic = paper.Topic, Targets = [.. paper.Targets], NoticeOf = paper.Id }, Today, ("Title", "notice"));
    }

    public void Correct(WorldRecord paper)
    {
        var where = $"{Journal}. 2026;{++_events}:1";
        upstream.PubMed.Change(Number(paper), article => article with { Links = [.. article.Links, new("ErratumIn", null, where)] });
        Say(paper, ("Correction", where));
    }

    public void Retitle(WorldRecord paper)
    {
        var title = $"{paper.Fact("Title").Split(", v")[0]}, v{++_events}";
        upstream.PubMed.Change(Number(paper), article => article with { Title = title });
        Say(paper, ("Title", title));
    }

    public void EditCosmetically(WorldRecord record)
    {
        record.Posted = Today;
        if (record.Kind == "trial") upstream.Trials.ChangeCosmetically(record.Id);
        else upstream.PubMed.ChangeCosmetically(Number(record));
    }

    public void SetStatus(WorldRecord trial, string status, string words, bool unposted = false)
    {
        var why = status == "TERMINATED" ? $"Made-up reason {++_events}" : null;
        Trial Change(Trial old) => old with { OverallStatus = status, WhyStopped = why ?? old.WhyStopped, LastKnownStatus = status == "UNKNOWN" ? old.OverallStatus : old.LastKnownStatus };
        if (unposted) upstream.Trials.ChangeUnposted(trial.Id, Change);
        else upstream.Trials.Change(trial.Id, Change);
        var posted = trial.Posted;
        Say(trial, ("Status", words));
        if (why is not null) Say(trial, ("Why stopped", $"“{why}”"));
        if (unposted) trial.Posted = posted;
    }

    public void SetPhase(WorldRecord trial, int phase)
    {
        upstream.Trials.Change(trial.Id, old => old with { Phases = [$"PHASE{phase}"] });
        Say(trial, ("Phase", Text(phase)));
    }

    public void PostResults(WorldRecord trial)
    {
        upstream.Trials.Change(trial.Id, old => old with { HasResults = true, ResultsFirstPosted = Today });
        Say(trial, ("Results", $"posted {Day(Today)}"));
    }

    public void Delay(WorldRecord trial, int days)
    {
        var date = DateOnly.ParseExact(trial.Fact("Primary completion"), "d MMM yyyy", CultureInfo.InvariantCulture).AddDays(days);
        upstream.Trials.Change(trial.Id, old => old with { PrimaryCompletion = new(Iso(date), "ESTIMATED") });
        Say(trial, ("Primary completion", Day(date)));
    }

    /// <summary>A trial that a second target comes to hold.</summary>
    public void AddDrug(WorldRecord trial)
    {
        foreach (var (target, _) in Targets) trial.Targets.Add(target);
        string[] all = [.. Targets.Select(pair => pair.Target)];
        upstream.Trials.Change(trial.Id, old => old with { Interventions = [.. all.Select(target => new Intervention("DRUG", DrugOf(target), []))] });
        Say(trial, ("Interventions", Drugs(all)));
    }

    public void Delete(WorldRecord trial)
    {
        upstream.Trials.Delete(trial.Id);
        trial.Gone = true;
    }

    public void Merge(WorldRecord trial, WorldRecord survivor)
    {
        upstream.Trials.Merge(trial.Id, survivor.Id);
        (trial.Gone, trial.MergedInto, survivor.Posted) = (true, survivor.Id, Today);
    }

    private void Keep(WorldRecord record, DateOnly posted, params (string Label, string Words)[] facts)
    {
        Say(record, facts);
        record.Posted = posted;
        Records.Add(record);
    }

    private void Say(WorldRecord record, params (string Label, string Words)[] facts)
    {
        foreach (var (label, words) in facts) record.Facts[label] = words;
        record.Posted = Today;
    }
}
