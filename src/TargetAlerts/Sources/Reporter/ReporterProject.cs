using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Reporter;

/// <summary>One award year of a project as a record.</summary>
internal static partial class ReporterProject
{
    /// <summary>The number of the award year: its own member, or the end of its public address, which recorded answers have instead.</summary>
    public static string? Id(JsonElement project)
    {
        if (project.ValueKind != JsonValueKind.Object) return null;
        if (project.TryGetProperty("appl_id", out var id) && id.ValueKind is JsonValueKind.Number or JsonValueKind.String && Appl().IsMatch(id.ToString())) return id.ToString();
        return project.TryGetProperty("project_detail_url", out var address) && address.ValueKind == JsonValueKind.String && Address().Match(address.GetString()!) is { Success: true } found ? found.Groups[1].Value : null;
    }

    public static bool IsId(string text) => Appl().IsMatch(text);

    /// <exception cref="FormatException">No title, or a member of another shape than documented.</exception>
    public static SourceRecord Record(string id, JsonElement project)
    {
        var title = Markup.Plain(project.At("project_title").Text(int.MaxValue), PlainText.TitleLength);
        if (title.Length == 0) throw new FormatException("no title");
        var summary = Markup.Plain(project.At("abstract_text").Text(int.MaxValue));
        var number = project.At("project_num").Text(40);
        var core = project.At("core_project_num").Text(40);

        var facts = new Dictionary<string, FactValue>();
        void Fact(string name, FactValue? value)
        {
            if (value is not null) facts[name] = value;
        }

        Fact(ReporterFacts.Title, FactValue.Text(title));
        if (summary.Length > 0) Fact(ReporterFacts.Abstract, FactValue.Text(Fingerprints.OfText(PlainText.Bare(summary))));
        if (project.At("award_amount") is { ValueKind: JsonValueKind.Number } amount && amount.TryGetDecimal(out var dollars)) Fact(ReporterFacts.Amount, FactValue.Number(dollars, "USD"));
        Fact(ReporterFacts.Start, FactValue.Date(Day(project.At("project_start_date"))));
        Fact(ReporterFacts.End, FactValue.Date(Day(project.At("project_end_date"))));
        Fact(ReporterFacts.Notice, FactValue.Date(Day(project.At("award_notice_date"))));
        Fact(ReporterFacts.Investigators, FactValue.List(Investigators(project)));
        Fact(ReporterFacts.Organisation, FactValue.Text(project.At("organization", "org_name").Text(200)));
        Fact(ReporterFacts.Number, FactValue.Term(number));
        Fact(ReporterFacts.Core, FactValue.Term(core));
        if (number.Length > 0 && char.IsAsciiDigit(number[0])) Fact(ReporterFacts.Type, FactValue.Term(number[..1]));
        Fact(ReporterFacts.Year, FactValue.Term(project.At("fiscal_year").Text(4)));

        var texts = new Dictionary<string, IReadOnlyList<string>> { ["title"] = [title] };
        if (summary.Length > 0) texts["abstract"] = [summary];
        var identifiers = new Dictionary<string, string> { ["appl"] = id };
        if (core.Length > 0) identifiers["grant"] = core;
        return new()
        {
            Source = ReporterSource.SourceName,
            Id = id,
            Kind = RecordKind.Grant,
            Title = title,
            Link = $"https://reporter.nih.gov/project-details/{id}",
            Dated = PartialDate.Parse(Day(project.At("date_added")))?.FirstDay,
            Facts = facts,
            Texts = texts,
            Identifiers = identifiers,
        };
    }

    // Names come with double blanks and a blank at the end: PlainText takes them out.
    private static List<string> Investigators(JsonElement project)
    {
        List<string> names = [.. project.At("principal_investigators").Items().Select(person => person.At("full_name").Text(200)).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        return names.Count > 0 ? names : project.At("contact_pi_name").Text(200) is { Length: > 0 } contact ? [contact] : [];
    }

    private static string? Day(JsonElement date) => date.Text(40) is { Length: >= 10 } text && PartialDate.Parse(text[..10]) is { } day ? day.Text : null;

    [GeneratedRegex("^[1-9][0-9]{0,9}$")]
    private static partial Regex Appl();

    [GeneratedRegex("/project-details/([1-9][0-9]{0,9})/?$")]
    private static partial Regex Address();
}
