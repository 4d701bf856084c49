using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Gtopdb;

/// <summary>
/// IUPHAR/BPS Guide to PHARMACOLOGY: curated interactions of ligands with a target. Answers are whole lists without
/// dates. The version is the first line of a small download; where that cannot be had, the week is the gate
/// (SPEC.md, "Since last check": at most weekly).
/// </summary>
internal sealed partial class GtopdbSource(SourceClient client, TimeProvider time) : ITargetSource
{
    public static readonly SourceName SourceName = new("gtopdb");

    public const string PublicUrl = "https://www.guidetopharmacology.org/services/";

    private const string Download = "../DATA/GtP_to_HGNC_mapping.csv";

    private readonly GtopdbLists _lists = new(client);

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "Guide to PHARMACOLOGY",
        Kinds = [RecordKind.Bioactivity],
        Facts = GtopdbFacts.Table,
        Removal = new() { Absence = "the target’s whole list lacks it, while other interactions are there" },
        RereadEvery = TimeSpan.FromDays(30),
        Newcomer = record => GtopdbFacts.Newcomer(record, (decimal)(client.Access.Options.HighAffinity ?? 8)),
        Words = GtopdbWords.Words,
        Credit = "IUPHAR/BPS Guide to PHARMACOLOGY, ODbL and CC BY-SA 4.0",
    };

    public string Query(DrugTarget target) => $"targetId={string.Join(',', GtopdbIds.Of(target))}; species={GtopdbIds.Species(target) ?? "any"}";

    public async Task<string?> ReadGateAsync(CancellationToken cancellationToken) => await VersionAsync(cancellationToken) ?? Week();

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var targets = GtopdbIds.Of(question.Target);
        if (targets.Count == 0)
        {
            yield return new() { Completed = new("", Listing: false) { Notes = ["the target's profile has no Guide to PHARMACOLOGY identifier"] } };
            yield break;
        }
        yield return new() { Everything = true };
        var notes = new List<string>();
        var ligands = new GtopdbLigands(client);
        var given = new HashSet<string>();
        foreach (var target in targets)
        {
            if (await _lists.OfAsync(target, GtopdbIds.Species(question.Target), cancellationToken) is not { } list)
            {
                if (await question.Known.AllAsync(cancellationToken).AnyAsync(cancellationToken)) throw new SourceUnavailableException($"target {target} was not found, though it was known");
                notes.Add($"the Guide to PHARMACOLOGY does not know target {target}");
                continue;
            }
            if (list.Ids.Any(id => !given.Add(id))) throw new SourceUnavailableException("an interaction came twice");
            yield return await list.PageAsync(target, ligands, cancellationToken);
        }
        yield return new() { Completed = new(question.Gate ?? "", Listing: notes.Count == 0) { Notes = notes } };
    }

    /// <summary>There is no question for single interactions: one is absent where the list has others.</summary>
    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        var ligands = new GtopdbLigands(client);
        var whole = true;
        var others = 0;
        foreach (var target in GtopdbIds.Of(question.Target))
        {
            var list = await _lists.OfAsync(target, GtopdbIds.Species(question.Target), cancellationToken);
            whole &= list is not null;
            others += list?.Ids.Except(question.Ids).Count() ?? 0;
            if (list?.Only(question.Ids) is not { } asked) continue;
            var page = await asked.PageAsync(target, ligands, cancellationToken);
            found.AddRange(page.Records);
            unreadable.AddRange(page.Unreadable);
        }
        var there = found.Select(record => record.Record.Id).Concat(unreadable.Select(record => record.Id)).ToHashSet();
        return new() { Found = found, Unreadable = unreadable, Absent = whole && others > 0 ? [.. question.Ids.Where(id => !there.Contains(id))] : [] };
    }

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (GtopdbIds.Of(target) is not [var first, ..]) return "the profile has no Guide to PHARMACOLOGY identifier";
        var list = await _lists.OfAsync(first, GtopdbIds.Species(target), cancellationToken);
        return list is null ? $"target {first} is not known" : string.Create(CultureInfo.InvariantCulture, $"target {first} has {list.Ids.Count():N0} interactions");
    }

    /// <summary>"2024.3 2024-10-03" from a download's first line; null where there is none.</summary>
    public static string? Version(ReadOnlySpan<byte> download)
    {
        var line = Encoding.UTF8.GetString(download[..Math.Min(download.Length, 256)]).Split('\n')[0];
        return Banner().Match(line) is { Success: true } banner ? $"{banner.Groups[1].Value} {banner.Groups[2].Value}" : null;
    }

    private async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Whole, since a part of a compressed answer cannot be read; it is small.
            var answer = await client.GetAsync(Download, BodyForm.Any, cancellationToken);
            return answer.Ok ? Version(answer.Body) : null;
        }
        catch (SourceUnavailableException)
        {
            // The download is a way to spare requests; whether the service itself is there its own answers tell.
            return null;
        }
    }

    private string Week()
    {
        var day = time.GetUtcNow().UtcDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"week {ISOWeek.GetYear(day)}-{ISOWeek.GetWeekOfYear(day):00}");
    }

    [GeneratedRegex(@"GtoPdb Version:\s*([0-9][0-9.]{0,15})\s*-\s*published:\s*([12][0-9]{3}-[0-9]{2}-[0-9]{2})")]
    private static partial Regex Banner();
}
