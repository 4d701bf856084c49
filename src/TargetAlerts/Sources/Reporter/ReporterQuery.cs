using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Reporter;

/// <summary>How the search is spelled: what the source takes today is unconfirmed (SPEC.md, "Body").</summary>
/// <param name="Fields">search_field.</param>
/// <param name="Added">The date criterion of "since".</param>
/// <param name="Sort">Null for none.</param>
internal sealed record ReporterSpelling(string Fields, string Added, string? Sort)
{
    /// <summary>In the order they are tried where one is refused.</summary>
    public static readonly IReadOnlyList<ReporterSpelling> All =
    [
        .. from sort in new[] { "appl_id", null }
           from added in new[] { "date_added", "award_notice_date" }
           from fields in new[] { "projecttitle,abstracttext,terms", "projecttitle,abstracttext", "projecttitle,abstract,terms" }
           select new ReporterSpelling(fields, added, sort),
    ];
}

/// <summary>A target's names as an advanced text search; only those that are safe alone. Drugs would give very many hits.</summary>
internal sealed record ReporterQuery(string Text)
{
    private static readonly string[] Fields =
    [
        "ApplId", "SubprojectId", "FiscalYear", "ProjectNum", "CoreProjectNum", "Organization", "AwardAmount", "PrincipalInvestigators", "ContactPiName",
        "ProjectTitle", "ProjectStartDate", "ProjectEndDate", "AwardNoticeDate", "DateAdded", "AbstractText", "ProjectDetailUrl",
    ];

    /// <summary>Null for a target without a safe name: an empty text would find the whole year.</summary>
    public static ReporterQuery? For(DrugTarget target)
    {
        var names = target.SafeNames.Select(name => Phrase(name.Text)).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return names.Count == 0 ? null : new(string.Join(" OR ", names));
    }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public int? Year { get; init; }

    public string Body(ReporterSpelling spelling, int offset, int limit)
    {
        var criteria = new JsonObject
        {
            ["advanced_text_search"] = new JsonObject { ["operator"] = "advanced", ["search_field"] = spelling.Fields, ["search_text"] = Text },
        };
        if (From is { } from) criteria[spelling.Added] = new JsonObject { ["from_date"] = Day(from), ["to_date"] = Day(To ?? from) };
        if (Year is { } year) criteria["fiscal_years"] = new JsonArray(year);
        return Body(criteria, spelling.Sort, offset, limit);
    }

    /// <summary>Award years by their numbers.</summary>
    public static string Body(IEnumerable<string> ids, int limit) =>
        Body(new JsonObject { ["appl_ids"] = new JsonArray([.. ids.Select(id => (JsonNode)long.Parse(id, CultureInfo.InvariantCulture))]) }, null, 0, limit);

    private static string Body(JsonObject criteria, string? sort, int offset, int limit)
    {
        var body = new JsonObject
        {
            ["criteria"] = criteria,
            ["include_fields"] = new JsonArray([.. Fields.Select(field => (JsonNode)field)]),
            ["offset"] = offset,
            ["limit"] = limit,
        };
        if (sort is not null) (body["sort_field"], body["sort_order"]) = (sort, "asc");
        return body.ToJsonString();
    }

    private static string Phrase(string word)
    {
        var plain = new string([.. word.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '/' or '.')]).Trim();
        return plain.All(char.IsLetterOrDigit) ? plain : $"\"{plain}\"";
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
