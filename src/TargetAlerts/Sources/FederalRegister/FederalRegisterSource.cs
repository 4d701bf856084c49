using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.FederalRegister;

/// <summary>
/// The Federal Register: what FDA and DEA publish about the target's drugs. Documents neither change nor vanish, so that
/// what was published since the cursor is all there is to read; which of it is the target's is judged here.
/// </summary>
internal sealed class FederalRegisterSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("federalregister");

    public const string PublicUrl = "https://www.federalregister.gov/api/v1/";

    private readonly FederalRegisterPages _pages = new(client);
    private readonly int _overlap = client.Access.Options.OverlapDays ?? 7;
    private readonly int _years = client.Access.Options.BaselineYears ?? 1;

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "Federal Register",
        Kinds = [RecordKind.News, RecordKind.Approval],
        Facts = FederalFacts.Table,
        Removal = new() { Absence = "asked for by document number, the answer is “not found”" },
        Newcomer = FederalFacts.Newcomer,
        Words = FederalFacts.Words,
    };

    public string Query(DrugTarget target) => FederalRegisterQuery.For(target);

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(question.Now.UtcDateTime);
        var from = question.Cursor is { } cursor ? Day(cursor).AddDays(-_overlap) : today.AddYears(-_years);
        var latest = question.Cursor is { } before ? Day(before) : from;
        // Washington may be a day behind or, at an editor's desk, ahead of us.
        await foreach (var documents in _pages.RangeAsync(from, today.AddDays(1), cancellationToken))
        {
            foreach (var document in documents)
            {
                if (document.Published > latest && document.Published <= today) latest = document.Published;
            }
            yield return new()
            {
                Records = [.. documents.Select(document => document.Record).OfType<SourceRecord>().Select(record => FederalDocument.Of(question.Target, record)).OfType<FetchedRecord>()],
                Unreadable = [.. documents.Where(document => document.Record is null).Select(document => new UnreadableRecord(document.Id, document.Fault))],
            };
        }
        yield return new()
        {
            Completed = new(latest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Listing: false)
            {
                Notes = question.Everything ? [$"documents since {from.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}"] : [],
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
            var answer = await client.GetAsync($"documents/{Uri.EscapeDataString(FederalDocument.NumberOf(id))}.json?{FederalRegisterQuery.Fields}", BodyForm.Json, cancellationToken);
            if (answer.Status == HttpStatusCode.NotFound && answer.ContentType != "text/html")
            {
                absent.Add(id);
                continue;
            }
            if (!answer.Ok) throw new SourceUnavailableException($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
            using var body = JsonDocument.Parse(answer.Body);
            var document = FederalDocument.Read(body.RootElement.Clone());
            if (document.Record is null) unreadable.Add(new(id, document.Fault));
            // What is not the target's was set aside only because it could not be read: it is told apart now.
            else if (FederalDocument.Of(question.Target, document.Record) is { } record) found.Add(record);
            else absent.Add(id);
        }
        return new() { Found = found, Absent = absent, Unreadable = unreadable };
    }

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(client.Now.UtcDateTime);
        var page = await _pages.OneAsync($"documents.json?{FederalRegisterQuery.Range(today.AddDays(-30), today, 20)}", cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"finds {page.Count:N0} documents of FDA and DEA in 30 days");
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
