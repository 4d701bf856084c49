using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.Reporter;

/// <summary>Which award years the criteria ask for; none at all asks for the whole current year, as the real one does.</summary>
internal static class AwardFilter
{
    public static IReadOnlyList<ReporterAward> Find(ReporterModel model, JsonObject criteria)
    {
        IEnumerable<ReporterAward> found = model.Awards;
        if (criteria.Count == 0)
            return [.. found.Where(award => award.FiscalYear == 2026)];
        foreach (var (name, value) in criteria)
        {
            found = name switch
            {
                "advanced_text_search" => Text(model, found, value!.AsObject()),
                "fiscal_years" => Years(found, value!.AsArray()),
                "appl_ids" => Numbers(found, value!.AsArray()),
                _ when !model.DateCriteria.Contains(name) => throw new RefusedSearch($"{name} is not a criterion"),
                "date_added" => During(found, value!, award => award.Added),
                "award_notice_date" => During(found, value!, award => award.Notice),
                "project_start_date" => During(found, value!, award => award.Start),
                _ => During(found, value!, award => award.End),
            };
        }
        return [.. found];
    }

    private static IEnumerable<ReporterAward> Text(ReporterModel model, IEnumerable<ReporterAward> awards, JsonObject search)
    {
        var fields = search["search_field"]!.GetValue<string>().Split(',');
        if (fields.FirstOrDefault(field => !model.SearchFields.Contains(field)) is { } unknown)
            throw new RefusedSearch($"{unknown} is not a search field");
        if (search["operator"]?.GetValue<string>() != "advanced")
            throw new RefusedSearch("this stand-in reads advanced searches only");
        var words = search["search_text"]!.GetValue<string>().Split(" OR ").Select(word => Texts.Normalise(word.Trim('"', ' '))).ToList();
        return awards.Where(award => fields.Select(field => field switch { "projecttitle" => award.Title, "terms" => award.Terms, _ => award.Abstract })
            .Any(text => text is not null && words.Any(word => Texts.Holds(Texts.Normalise(text), word))));
    }

    private static IEnumerable<ReporterAward> Years(IEnumerable<ReporterAward> awards, JsonArray years)
    {
        var asked = years.Select(year => year!.GetValue<int>()).ToHashSet();
        return awards.Where(award => asked.Contains(award.FiscalYear));
    }

    private static IEnumerable<ReporterAward> Numbers(IEnumerable<ReporterAward> awards, JsonArray numbers)
    {
        var asked = numbers.Select(number => number!.GetValue<int>()).ToHashSet();
        return awards.Where(award => asked.Contains(award.ApplId));
    }

    private static IEnumerable<ReporterAward> During(IEnumerable<ReporterAward> awards, JsonNode range, Func<ReporterAward, DateOnly?> date)
    {
        var (from, to) = (Day(range["from_date"]), Day(range["to_date"]));
        return awards.Where(award => date(award) is { } day && day >= from && day <= to);
    }

    private static DateOnly Day(JsonNode? day) => DateOnly.ParseExact(day!.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A search that is not understood: 400.</summary>
internal sealed class RefusedSearch(string message) : Exception(message);
