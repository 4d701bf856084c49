using System.Runtime.CompilerServices;
using TargetAlerts.Changes;
using TargetAlerts.Sources;
using TargetAlerts.Targets;

namespace TargetAlerts.Tests.Digests;

/// <summary>A source that gives the records a test puts on its list, all of them at every check.</summary>
internal sealed class ListSource(string name, RecordKind kind, RemovalProof? removal = null) : ITargetSource
{
    private readonly Dictionary<string, SourceRecord> _records = [];

    public SourceDescription Description { get; } = new()
    {
        Name = new(name),
        Label = name,
        Kinds = [kind],
        Facts =
        [
            new("status", "Status") { Judge = Judges.Any(Verdict.High) },
            new("remark", "Remark") { Judge = Judges.Any(Verdict.Low) },
            new("retraction", "Retraction") { Judge = Judges.Any(Verdict.Withdrawn), KeptWhenAbsent = true },
        ],
        Removal = removal ?? new() { Absence = "it is not on the list" },
        RereadEvery = TimeSpan.Zero,
        Newcomer = _ => Severity.Normal,
        Words = new()
        {
            Noun = record => record.Kind.ToString().ToLowerInvariant(),
            Byline = _ => "made up",
            Badges = _ => [],
            Links = record => [(name, record.Link)],
        },
    };

    public SourceRecord Put(string id, string title, params string[] identifiers) => Put(new SourceRecord
    {
        Source = Description.Name,
        Id = id,
        Kind = kind,
        Title = title,
        Link = $"https://{name}.example/{id}",
        Texts = new Dictionary<string, IReadOnlyList<string>> { ["title"] = ["SLC6A4 " + title] },
        Identifiers = identifiers.Select(one => one.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1]),
    });

    public SourceRecord Put(SourceRecord record) => _records[record.Id] = record;

    public void Take(string id) => _records.Remove(id);

    public string Query(DrugTarget target) => "list";

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return new() { Records = [.. _records.Values.Select(Fetched)], Completed = new("read", Listing: true) };
    }

    public Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken) => Task.FromResult(new LookupResult { Absent = question.Ids });

    public Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken) => Task.FromResult("");

    private static FetchedRecord Fetched(SourceRecord record) => new(record, [new("SLC6A4", "name", "title")]);
}
