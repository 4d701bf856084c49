using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Chembl;

/// <summary>
/// ChEMBL: measured activities of ligands, and the drugs whose mechanism is the target. The release is the gate. After a
/// new one the activities above the highest number known are asked for; where the totals do not agree with that, and
/// every three months, everything is read again (SPEC.md, "When the release has changed").
/// </summary>
internal sealed class ChemblSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("chembl");

    public const string PublicUrl = "https://www.ebi.ac.uk/chembl/api/data/";

    private const double HighAffinity = 8;

    private readonly ChemblApi _api = new(client);
    private readonly ChemblActivities _activities = new(new(client));
    private readonly ChemblDrugs _drugs = new(new(client));

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "ChEMBL",
        Kinds = [RecordKind.Bioactivity, RecordKind.Drug],
        Facts = ChemblFacts.Table,
        Removal = new() { Absence = "asked for by number, it is missing while others of the same answer are there" },
        RereadEvery = TimeSpan.FromDays(90),
        Newcomer = record => ChemblFacts.Newcomer(record, (decimal)(client.Access.Options.HighAffinity ?? HighAffinity)),
        Words = ChemblWords.Words,
        Credit = "ChEMBL, EMBL-EBI, CC BY-SA 3.0",
    };

    public string Query(DrugTarget target) => $"target_chembl_id={string.Join(',', ChemblIds.Of(target))}";

    public async Task<string?> ReadGateAsync(CancellationToken cancellationToken)
    {
        // Answers may be kept for 347 days by a cache that obeys their headers (SPEC.md, "Release gate").
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.Access.BaseUrl, "status.json"));
        request.Headers.CacheControl = new() { NoCache = true };
        var answer = await client.SendAsync(request, BodyForm.Json, cancellationToken);
        return answer.Ok ? ChemblStatus.Release(answer.Body) : throw ChemblApi.Refused(answer);
    }

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var targets = ChemblIds.Of(question.Target);
        if (targets.Count == 0)
        {
            yield return new() { Completed = new("", Listing: false) { Notes = ["the target's profile has no ChEMBL identifier"] } };
            yield break;
        }
        var cursor = question.Cursor is { } text ? ChemblCursor.Parse(text) : null;
        if (cursor is not null && !await AgreesAsync(cursor, targets, cancellationToken))
        {
            yield return new() { StartOver = true, Everything = true };
            cursor = null;
        }
        var reached = new ChemblCursor();
        var documents = new ChemblDocuments(_api);
        foreach (var target in targets)
        {
            var (last, total) = cursor?.Of(target) ?? (0, 0);
            await foreach (var page in _activities.PagesAsync(target, last, documents, cancellationToken))
            {
                (last, total) = (page.Last, total + page.Count);
                yield return page.Page;
            }
            reached.Add(target, last, total);
            var drugs = await _drugs.OfAsync(target, cancellationToken);
            yield return cursor is null ? drugs.Page : drugs.Page with { Absent = await GoneAsync(drugs, target, question.Known, cancellationToken) };
        }
        var notes = new List<string>(documents.Notes);
        if (await FurtherAsync(question.Target, targets, cancellationToken) is { } further) notes.Add(further);
        // While a release is rolled out one host may serve the old one, another the new.
        if (await ReadGateAsync(cancellationToken) is var gate && gate != question.Gate) throw new SourceUnavailableException($"its release changed while it was read ({question.Gate}, then {gate})");
        yield return new() { Completed = new(reached.ToString(), Listing: cursor is null) { Notes = notes } };
    }

    public Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken) =>
        new ChemblLookup(_activities, _drugs).LookupAsync(question, cancellationToken);

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (ChemblIds.Of(target) is not [var first, ..]) return "the profile has no ChEMBL identifier";
        var count = await _activities.CountAsync(first, 0, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{first} has {count:N0} activities");
    }

    // Whether numbers only grow is unconfirmed: what was known and what is new must make the whole.
    private async Task<bool> AgreesAsync(ChemblCursor cursor, IReadOnlyList<string> targets, CancellationToken cancellationToken)
    {
        foreach (var target in targets)
        {
            if (cursor.Of(target) is not var (last, total)) return false;
            if (total + await _activities.CountAsync(target, last, cancellationToken) != await _activities.CountAsync(target, 0, cancellationToken)) return false;
        }
        return true;
    }

    private static async Task<IReadOnlyList<string>> GoneAsync(ChemblDrugSet drugs, string target, IKnownRecords known, CancellationToken cancellationToken)
    {
        var gone = new List<string>();
        if (drugs.Ids.Count == 0) return gone;
        await foreach (var id in known.AllAsync(cancellationToken))
        {
            if (id.StartsWith($"{target}:", StringComparison.Ordinal) && !drugs.Ids.Contains(id)) gone.Add(id);
        }
        return gone;
    }

    /// <summary>Complexes and families that hold the protein and that nobody follows yet.</summary>
    private async Task<string?> FurtherAsync(DrugTarget target, IReadOnlyList<string> followed, CancellationToken cancellationToken)
    {
        var further = new List<string>();
        foreach (var accession in target.Identifiers.GetValueOrDefault("uniprot") ?? [])
        {
            var listed = await _api.TryListAsync("target", "targets", $"target_components__accession={Uri.EscapeDataString(accession)}&only=target_chembl_id,pref_name", "target_chembl_id", cancellationToken);
            further.AddRange((listed ?? []).Select(item => item.At("target_chembl_id").Text(20)).Where(id => ChemblIds.IsOne(id) && !followed.Contains(id)));
        }
        List<string> others = [.. further.Distinct()];
        return others.Count == 0 ? null : $"ChEMBL also has {string.Join(", ", others.Take(8))}, which {(others.Count == 1 ? "holds this protein and is" : "hold this protein and are")} not in the profile";
    }
}

/// <summary>status.json.</summary>
internal static class ChemblStatus
{
    /// <summary>"ChEMBL_36 2025-07-28": compared as text, since there are minor releases (22.1).</summary>
    public static string Release(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var status = document.RootElement;
        if (status.ValueKind != JsonValueKind.Object || status.At("chembl_db_version").Text(40) is not { Length: > 0 } version || PartialDate.Parse(status.At("chembl_release_date").Text(40).Split('T')[0]) is not { } day)
        {
            throw new SourceUnavailableException("its status names no release");
        }
        if (status.At("status").Text(80) is { Length: > 0 } state && !state.Equals("UP", StringComparison.OrdinalIgnoreCase)) throw new SourceUnavailableException($"it says that it is “{state}”");
        return $"{version} {day.Text}";
    }
}
