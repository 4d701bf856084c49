using System.Net;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.ClinicalTrials;

/// <summary>Asks /studies with the fixed list of fields, so that an answer stays small (a full study can be megabytes).</summary>
internal sealed class TrialSearch(SourceClient client)
{
    public const int PageSize = 500;

    private const string Doubtful = "HasResults";

    private static readonly string[] Fields =
    [
        "NCTId", "NCTIdAlias", "BriefTitle", "OfficialTitle", "Acronym", "OverallStatus", "LastKnownStatus", "WhyStopped",
        "StartDate", "StartDateType", "PrimaryCompletionDate", "PrimaryCompletionDateType", "CompletionDate", "CompletionDateType",
        "StudyFirstPostDate", "LastUpdatePostDate", "ResultsFirstPostDate", Doubtful, "StudyType", "Phase", "EnrollmentCount",
        "EnrollmentType", "LeadSponsorName", "CollaboratorName", "Condition", "Keyword", "InterventionType", "InterventionName",
        "InterventionOtherName", "InterventionMeshTerm", "PrimaryOutcomeMeasure", "LocationCountry", "SecondaryId", "SecondaryIdType", "BriefSummary",
    ];

    // HasResults as a piece name is unconfirmed: where it is refused, results are known by their posting date.
    private volatile string _fields = string.Join("%2C", Fields);

    /// <summary>One page; null where the token is stale because the data changed (SPEC.md, "Paging").</summary>
    public async Task<TrialPage?> PageAsync(string query, int size, string? token, CancellationToken cancellationToken)
    {
        var answer = await AskAsync($"studies?{query}&pageSize={size}{(token is null ? "" : "&pageToken=" + Uri.EscapeDataString(token))}", cancellationToken);
        if (answer.Ok) return TrialPage.Parse(answer.Body);
        if (token is not null && answer.Excerpt.Contains("changed while you were paginating", StringComparison.OrdinalIgnoreCase)) return null;
        throw Refused(answer);
    }

    /// <summary>Any answer of an address that takes a list of fields.</summary>
    public async Task<SourceAnswer> AskAsync(string address, CancellationToken cancellationToken)
    {
        var separator = address.Contains('?') ? '&' : '?';
        var answer = await client.GetAsync($"{address}{separator}fields={_fields}", BodyForm.Json, cancellationToken);
        if (answer.Status != HttpStatusCode.BadRequest || !_fields.Contains(Doubtful, StringComparison.Ordinal)
            || !answer.Excerpt.Contains("invalid field name", StringComparison.OrdinalIgnoreCase)) return answer;
        _fields = string.Join("%2C", Fields.Where(field => field != Doubtful));
        return await client.GetAsync($"{address}{separator}fields={_fields}", BodyForm.Json, cancellationToken);
    }

    public static SourceUnavailableException Refused(SourceAnswer answer) => new($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
}
