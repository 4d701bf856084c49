using System.Globalization;
using System.Runtime.CompilerServices;
using TargetAlerts.Changes;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.DailyMed;

/// <summary>
/// DailyMed, the labels of the drugs that are followed: it owns the labels, openFDA (which has them later, and not all)
/// is not asked for them. A drug's list says which version of which label is current; only versions not known yet are
/// read whole, and of these the originals (NDA, BLA). Generics and repackagers, hundreds with the same text, are one
/// record a drug. The nightly build is the gate; a drug without news since the cursor costs one request.
/// </summary>
internal sealed class DailyMedSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("dailymed");

    public const string PublicUrl = "https://dailymed.nlm.nih.gov/dailymed/services/v2/";

    /// <summary>So many of a drug's labels are read where it has no original.</summary>
    private const int InPlaceOfOriginals = 10;

    // Nothing was published before DailyMed opened.
    private static readonly DateOnly Opening = new(2000, 1, 1);

    private readonly LabelSearch _search = new(client);
    private readonly int _overlap = client.Access.Options.OverlapDays ?? 7;

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "DailyMed",
        Kinds = [RecordKind.Label],
        Facts = LabelFacts.Table,
        Removal = new() { Absence = "asked for by set id, there is no such label" },
        RereadEvery = TimeSpan.FromDays(7),
        Newcomer = record => LabelFacts.IsOriginal(record) ? Severity.Normal : Severity.Low,
        Words = LabelWords.Words,
        Credit = "DailyMed, courtesy of the U.S. National Library of Medicine",
    };

    public string Query(DrugTarget target) => DailyMedQuery.For(target);

    public async Task<string?> ReadGateAsync(CancellationToken cancellationToken) =>
        (await _search.PageAsync("", 1, 1, cancellationToken)).Built is { Length: > 0 } built ? built : null;

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var drugs = question.Target.FollowedDrugs.ToList();
        var latest = question.Cursor is { } cursor ? Day(cursor) : Opening;
        var given = new HashSet<string>();
        foreach (var drug in drugs)
        {
            if (question.Cursor is not null && await QuietAsync(question, drug, cancellationToken)) continue;
            var labels = await _search.ListAsync(drug, "", cancellationToken);
            var read = await OriginalsAsync(drug, labels, cancellationToken);
            foreach (var label in labels)
            {
                if (label.Published > latest && label.Published <= DateOnly.FromDateTime(question.Now.UtcDateTime)) latest = label.Published.Value;
            }
            yield return await PageAsync(question, drug, [.. read.Where(label => given.Add(label.SetId))], cancellationToken);
            if (OtherLabels.Of(drug, [.. labels.Except(read)]) is { } others && given.Add(others.Record.Id)) yield return new() { Records = [others] };
        }
        yield return new()
        {
            Total = given.Count,
            Completed = new(latest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Listing: question.Everything)
            {
                Notes = drugs.Count == 0 ? [$"{question.Target.Symbol} has no followed drugs, by which labels are asked for"] : [],
            },
        };
    }

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<FetchedRecord>();
        var absent = new List<string>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var id in question.Ids)
        {
            if (LabelList.SetId(id) is null)
            {
                var drug = question.Target.FollowedDrugs.FirstOrDefault(one => OtherLabels.Id(one) == id);
                var labels = drug is null ? [] : await _search.ListAsync(drug, "", cancellationToken);
                if (drug is not null && OtherLabels.Of(drug, [.. labels.Except(await OriginalsAsync(drug, labels, cancellationToken))]) is { } others) found.Add(others);
                else absent.Add(id);
            }
            else if (await _search.DocumentAsync(id, cancellationToken) is not { } document) absent.Add(id);
            else if (document.Record is { } record) found.Add(LabelDocument.Fetched(question.Target, record));
            else unreadable.Add(new(id, document.Fault));
        }
        return new() { Found = found, Absent = absent, Unreadable = unreadable };
    }

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (target.FollowedDrugs.FirstOrDefault() is not { } drug) return $"{target.Symbol} has no followed drugs";
        var page = await _search.PageAsync($"drug_name={Uri.EscapeDataString(drug.Name)}", 1, 1, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"finds {page.Total:N0} labels of {drug.Name}");
    }

    /// <summary>True where nothing of a drug was published since the cursor but what is known.</summary>
    private async Task<bool> QuietAsync(SourceQuestion question, TargetDrug drug, CancellationToken cancellationToken)
    {
        var fresh = await _search.ListAsync(drug, DailyMedQuery.Since(Day(question.Cursor!).AddDays(-_overlap)), cancellationToken);
        if (fresh.Count == 0) return true;
        var known = await question.Known.FactsAsync([.. fresh.Select(label => label.SetId), OtherLabels.Id(drug)], cancellationToken);
        var others = known.GetValueOrDefault(OtherLabels.Id(drug));
        return fresh.All(label => LabelFacts.IsVersion(known.GetValueOrDefault(label.SetId), label) || OtherLabels.Hold(others, label));
    }

    /// <summary>The labels to be read whole; where a drug has no original, the first of the others, by set id, so that the choice stays.</summary>
    private async Task<IReadOnlyList<LabelRow>> OriginalsAsync(TargetDrug drug, IReadOnlyList<LabelRow> labels, CancellationToken cancellationToken)
    {
        var listed = labels.Select(label => label.SetId).ToHashSet();
        foreach (var category in labels.Count == 0 ? [] : DailyMedQuery.Originals)
        {
            var ids = (await _search.ListAsync(drug, category, cancellationToken)).Select(label => label.SetId).ToHashSet();
            if (ids.Overlaps(listed)) return [.. labels.Where(label => ids.Contains(label.SetId))];
        }
        return [.. labels.Take(InPlaceOfOriginals)];
    }

    private async Task<FetchPage> PageAsync(SourceQuestion question, TargetDrug drug, IReadOnlyList<LabelRow> labels, CancellationToken cancellationToken)
    {
        var known = await question.Known.FactsAsync([.. labels.Select(label => label.SetId)], cancellationToken);
        var changed = labels.Where(label => !LabelFacts.IsVersion(known.GetValueOrDefault(label.SetId), label)).ToList();
        var records = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        var absent = new List<string>();
        foreach (var label in changed)
        {
            var document = await _search.DocumentAsync(label.SetId, cancellationToken);
            if (document is null) absent.Add(label.SetId);
            else if (document.Record is { } record) records.Add(LabelDocument.Fetched(question.Target, record with { Dated = label.Published }, drug));
            else unreadable.Add(new(label.SetId, document.Fault));
        }
        return new() { Records = records, Unreadable = unreadable, Absent = absent, Unchanged = [.. labels.Except(changed).Select(label => label.SetId)] };
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
