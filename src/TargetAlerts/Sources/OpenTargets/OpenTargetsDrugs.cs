using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenTargets;

/// <summary>A drug or candidate of the answer; several rows where salts are listed beside the parent.</summary>
internal sealed record OpenTargetsDrug(string Id, string Name, IReadOnlyList<JsonElement> Rows);

/// <summary>Drugs and clinical candidates of a target, and the trials of them that were stopped for safety.</summary>
internal sealed class OpenTargetsDrugs(OpenTargetsApi api)
{
    private const string Section = "drugAndClinicalCandidates";

    public async Task<FetchPage> ReadAsync(string target, StandingIdentity identity, CancellationToken cancellationToken)
    {
        var rows = OpenTargetsAnswer.Rows(await api.AskAsync(OpenTargetsQueries.Drugs, new { id = target }, cancellationToken), Section, counted: true)
            ?? throw new RefusedQuestionException(RefusedQuestionException.NotKnown);
        var stops = await StopsAsync(target, cancellationToken);
        var drugs = Fold(rows.Rows);
        var ids = identity.Of(target, OpenTargetsIds.Drug, [.. drugs.Select(drug => (drug.Id, drug.Name))]);
        var records = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var (drug, id) in drugs.Zip(ids))
        {
            try
            {
                records.Add(OpenTargetsRecords.Drug(target, id, drug, [.. drug.Rows.SelectMany(row => stops[Own(row).Id]).Distinct()]));
            }
            catch (FormatException error)
            {
                unreadable.Add(new(id, error.Message));
            }
        }
        return new() { Records = records, Unreadable = unreadable };
    }

    /// <summary>A salt goes with its parent where both are listed; alone it stands for it.</summary>
    public static IReadOnlyList<OpenTargetsDrug> Fold(IReadOnlyList<JsonElement> rows) =>
        [.. rows.Select(row => (Row: row, Own: Own(row))).GroupBy(one => PlainText.Bare(Salts.Parent(one.Own.Name)))
            .Select(forms => forms.OrderBy(form => form.Own.Name.Length).ThenBy(form => form.Own.Id, StringComparer.Ordinal).ToList())
            .Select(forms => new OpenTargetsDrug(forms[0].Own.Id, Salts.Parent(forms[0].Own.Name), [.. forms.Select(form => form.Row)]))];

    // The drug may be null: then the row's own id has to do.
    private static (string Id, string Name) Own(JsonElement row)
    {
        var (id, name) = (row.At("drug", "id").Text(40), row.At("drug", "name").Text(200));
        if (id.Length == 0) id = row.At("id").Text(80).Replace(':', '_');
        if (id.Length == 0) throw new SourceUnavailableException("a drug without an id");
        return (id, name.Length > 0 ? name : id);
    }

    // A wish rather than a need: where the question is refused, what was known of stops stands.
    private async Task<ILookup<string, string>> StopsAsync(string target, CancellationToken cancellationToken)
    {
        IReadOnlyList<JsonElement> rows;
        try
        {
            rows = OpenTargetsAnswer.Rows(await api.AskAsync(OpenTargetsQueries.Stops, new { id = target }, cancellationToken), Section, counted: true)?.Rows ?? [];
        }
        catch (RefusedQuestionException)
        {
            rows = [];
        }
        return rows.SelectMany(row => row.At("clinicalReports").Items().Where(ForSafety).Select(report => (Drug: Own(row).Id, Report: report.At("id").Text(80))))
            .Where(stop => stop.Report.Length > 0).ToLookup(stop => stop.Drug, stop => stop.Report);
    }

    private static bool ForSafety(JsonElement report) => report.At("trialStopReasonCategories").Texts().Any(reason => reason.Contains("safety", StringComparison.OrdinalIgnoreCase));
}
