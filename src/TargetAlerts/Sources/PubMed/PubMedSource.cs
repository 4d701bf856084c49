using System.Globalization;
using System.Runtime.CompilerServices;
using TargetAlerts.Changes;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.PubMed;

/// <summary>
/// PubMed through the E-utilities. New records are found by the day they were added (CRDT), changed ones by the day they
/// were modified (MDAT); a slice of the known ones is read again each day, so that each is within thirty, for
/// retractions no date tells of and for records that are gone (SPEC.md section 2).
/// </summary>
internal sealed class PubMedSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("pubmed");

    public const string PublicUrl = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/";

    private const int Batch = 200, RotationDays = 30;

    private readonly PubMedListing _listing = new(client);
    private readonly PubMedFetch _fetch = new(client);
    private readonly int _overlap = client.Access.Options.OverlapDays ?? 7;

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "PubMed",
        Kinds = [RecordKind.Publication, RecordKind.Preprint],
        Facts = PubMedFacts.Table,
        Removal = new() { Absence = "asked for by PMID, it is missing while other articles of the same answer are there", Word = "the article names its retraction notice" },
        Newcomer = record => record.Facts.ContainsKey(PubMedFacts.Retraction) ? Severity.High : Severity.Normal,
        Words = PubMedWords.Words,
        Credit = "PubMed, courtesy of the U.S. National Library of Medicine",
    };

    public string Query(DrugTarget target) => PubMedQuery.For(target);

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(question.Now.UtcDateTime);
        var plan = question.Cursor is { } cursor
            ? await SinceAsync(question, PubMedCursor.Read(cursor), today, cancellationToken)
            : await EverythingAsync(question, today, cancellationToken);
        var witnesses = await WitnessesAsync(question.Known, plan.Ids, cancellationToken);
        var notices = new Dictionary<string, SourceRecord>();
        // Numbers rise with time: from the highest down, a notice comes before the paper that it retracts, or beside it.
        foreach (var batch in plan.Ids.OrderByDescending(id => int.Parse(id, CultureInfo.InvariantCulture)).Chunk(Batch))
        {
            var page = await _fetch.PageAsync(question.Target, batch, witnesses, cancellationToken);
            foreach (var notice in page.Records) Note(notice.Record);
            yield return Marked(page, notices) with { Total = plan.Ids.Count };
        }
        if (await RetractedByNoticeAsync(question, notices, plan.Ids, cancellationToken) is { } followed) yield return followed;
        yield return new() { Total = plan.Ids.Count, Completed = plan.Completed };

        void Note(SourceRecord record)
        {
            foreach (var retracted in record.FactList(PubMedFacts.NoticeOf)) notices.TryAdd(retracted, record);
        }
    }

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<FetchedRecord>();
        var absent = new List<string>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var batch in question.Ids.Chunk(Batch))
        {
            var page = await _fetch.PageAsync(question.Target, batch, question.Witnesses, cancellationToken);
            found.AddRange(page.Records);
            absent.AddRange(page.Absent);
            unreadable.AddRange(page.Unreadable);
        }
        return new() { Found = found, Absent = absent, Unreadable = unreadable };
    }

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        var answer = await _listing.CountAsync(Query(target), cancellationToken);
        var lost = answer.PhrasesNotFound.Count == 0 ? "" : $"; not found: {string.Join(", ", answer.PhrasesNotFound)}";
        return string.Create(CultureInfo.InvariantCulture, $"finds {answer.Count:N0} records{lost}");
    }

    private sealed record Plan(IReadOnlyList<string> Ids, FetchCompleted Completed);

    private async Task<Plan> EverythingAsync(SourceQuestion question, DateOnly today, CancellationToken cancellationToken)
    {
        var years = client.Access.Options.BaselineYears;
        var query = Query(question.Target);
        var listed = years is { } depth
            ? await _listing.DuringAsync(query, "CRDT", today.AddYears(-depth), null, cancellationToken)
            : await _listing.AllAsync(query, cancellationToken);
        return new(listed.Ids, Done(new PubMedCursor(today, [], null), listed, Listing: years is null, question));
    }

    private async Task<Plan> SinceAsync(SourceQuestion question, PubMedCursor last, DateOnly today, CancellationToken cancellationToken)
    {
        var query = Query(question.Target);
        var added = await _listing.DuringAsync(query, "CRDT", last.Day.AddDays(-_overlap), null, cancellationToken);
        var recent = await _listing.DuringAsync(query, "MDAT", last.Day.AddDays(-1), null, cancellationToken);
        var older = await _listing.DuringAsync(query, "MDAT", last.Day.AddDays(-2 * _overlap), last.Day.AddDays(-2), cancellationToken);

        var known = await question.Known.WhichAsync(added.Ids, cancellationToken);
        var ids = new HashSet<string>(recent.Ids);
        ids.UnionWith(added.Ids.Where(id => !known.Contains(id)));
        // What the overlap lists again was read after that modification; only a latecomer is worth a request.
        ids.UnionWith(older.Ids.Except(last.Settled));
        await foreach (var id in question.Known.AllAsync(cancellationToken))
        {
            if (IsTurn(id, last.Day, today)) ids.Add(id);
        }
        return new([.. ids], Done(new PubMedCursor(today, [.. older.Ids.Union(recent.Ids)], added.Reading), added, Listing: false, question));
    }

    private static bool IsTurn(string id, DateOnly last, DateOnly today)
    {
        var days = today.DayNumber - last.DayNumber;
        return (today.DayNumber + int.Parse(id, CultureInfo.InvariantCulture)) % RotationDays < Math.Min(days, RotationDays);
    }

    private static FetchCompleted Done(PubMedCursor cursor, PubMedListed listed, bool Listing, SourceQuestion question)
    {
        var notes = listed.PhrasesNotFound.Select(phrase => $"PubMed does not know the phrase {PlainText.Shorten(phrase, 60)}").ToList();
        if (question.Cursor is { } last && PubMedCursor.Read(last).Reading is { } before && cursor.Reading is { } now && before != now) notes.Add("PubMed now reads the query differently");
        return new(cursor.Write(), Listing) { Notes = notes };
    }

    private static async Task<IReadOnlyList<string>> WitnessesAsync(IKnownRecords known, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        var others = new List<string>();
        var taken = asked.ToHashSet();
        await foreach (var id in known.AllAsync(cancellationToken))
        {
            if (!taken.Contains(id)) others.Add(id);
            if (others.Count == 3) break;
        }
        return others;
    }

    // The notice may come before the paper itself is marked: the known paper is read and takes the notice's word.
    private async Task<FetchPage?> RetractedByNoticeAsync(SourceQuestion question, Dictionary<string, SourceRecord> notices, IReadOnlyList<string> given, CancellationToken cancellationToken)
    {
        var known = await question.Known.WhichAsync(notices.Keys, cancellationToken);
        string[] open = [.. known.Except(given)];
        if (question.Everything || open.Length == 0) return null;
        var page = await _fetch.PageAsync(question.Target, open, [.. notices.Values.Select(notice => notice.Id)], cancellationToken);
        return Marked(page, notices);
    }

    private static FetchPage Marked(FetchPage page, Dictionary<string, SourceRecord> notices) => page with
    {
        Records = [.. page.Records.Select(fetched => notices.TryGetValue(fetched.Record.Id, out var notice) ? fetched with { Record = Marked(fetched.Record, notice) } : fetched)],
    };

    private static SourceRecord Marked(SourceRecord record, SourceRecord notice) =>
        record.Facts.ContainsKey(PubMedFacts.Retraction) ? record : record with
        {
            Facts = new Dictionary<string, FactValue>(record.Facts) { [PubMedFacts.Retraction] = FactValue.Text($"PMID {notice.Id}")! },
        };
}
