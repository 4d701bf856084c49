using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.FederalRegister;

/// <summary>A document of the Federal Register, with its record or what is wrong with it.</summary>
internal sealed partial record FederalDocument(string Id, DateOnly Published, IReadOnlyList<string> Agencies, SourceRecord? Record, string Fault)
{
    // Numbers were given again before about 2016 (SPEC.md, "Identity").
    private const int UniqueSince = 2017;

    /// <exception cref="SourceUnavailableException">It cannot be named or dated.</exception>
    public static FederalDocument Read(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object) throw new SourceUnavailableException("the answer is not as documented (a document that is no object)");
        var number = row.At("document_number").Text(40);
        if (!Number().IsMatch(number)) throw new SourceUnavailableException("a document without a readable number");
        if (PartialDate.Parse(row.At("publication_date").Text(12)) is not { Text.Length: 10 } day) throw new SourceUnavailableException($"document {number} has no day of publication");
        var id = day.FirstDay.Year >= UniqueSince ? number : $"{number}_{day.Text}";
        List<string> agencies = [.. row.At("agencies").Items().Select(agency => agency.At("slug").Text(120)).Where(slug => slug.Length > 0)];
        try
        {
            return new(id, day.FirstDay, agencies, Read(id, number, day, row), "");
        }
        catch (FormatException error)
        {
            return new(id, day.FirstDay, agencies, null, error.Message);
        }
    }

    /// <summary>The document's own number in an id.</summary>
    public static string NumberOf(string id) => id.Split('_')[0];

    /// <summary>True where it is of one of the agencies, or does not say whose it is.</summary>
    public bool IsOf(IReadOnlyList<string> asked) => Agencies.Count == 0 || Agencies.Any(asked.Contains);

    /// <summary>With the reason why it belongs to the target; null where it names nothing of it.</summary>
    public static FetchedRecord? Of(DrugTarget target, SourceRecord record) =>
        TargetMatcher.Matches(target, record) is { Count: > 0 } matches ? new(record, [.. matches.OrderBy(match => match.Field == "title" ? 0 : 1)]) : null;

    private static SourceRecord Read(string id, string number, PartialDate day, JsonElement row)
    {
        var title = row.At("title").Text(PlainText.TitleLength);
        if (title.Length == 0) throw new FormatException("no title");
        var action = row.At("action").Text(200);
        var texts = new Dictionary<string, IReadOnlyList<string>> { ["title"] = [title] };
        if (row.At("abstract").Text() is { Length: > 0 } said) texts["abstract"] = [said];
        var facts = new Dictionary<string, FactValue>();
        void Fact(string name, FactValue? value)
        {
            if (value is not null) facts[name] = value;
        }

        Fact(FederalFacts.Type, FactValue.Term(row.At("type").Text(60)));
        Fact(FederalFacts.Action, FactValue.Text(action));
        Fact(FederalFacts.Effective, Date(row, "effective_on"));
        Fact(FederalFacts.CommentsClose, Date(row, "comments_close_on"));
        Fact(FederalFacts.Agencies, FactValue.List([.. row.At("agencies").Items().Select(agency => agency.At("name").Text(120)).Where(name => name.Length > 0).Distinct()]));
        Fact(FederalFacts.Dockets, FactValue.List(row.At("docket_ids").Texts()));
        return new()
        {
            Source = FederalRegisterSource.SourceName,
            Id = id,
            Kind = Approvals().IsMatch(title) || Approvals().IsMatch(action) ? RecordKind.Approval : RecordKind.News,
            Title = title,
            Link = $"https://www.federalregister.gov/d/{number}",
            Dated = day.FirstDay,
            Facts = facts,
            Texts = texts,
            Identifiers = new Dictionary<string, string> { ["federalRegister"] = number },
            Related = Correction(row) is { Length: > 0 } corrected ? [$"federalRegister:{corrected}"] : [],
        };
    }

    // The number, or an address that ends with it.
    private static string Correction(JsonElement row) => row.At("correction_of").Text(300).TrimEnd('/').Split('/')[^1] is var text && Number().Match(text.Replace(".json", "", StringComparison.Ordinal)) is { Success: true } found ? found.Value : "";

    private static FactValue? Date(JsonElement row, string name) => PartialDate.Parse(row.At(name).Text(12)) is { } day ? FactValue.Date(day.Text) : null;

    [GeneratedRegex(@"withdrawal of approval|withdrawn from sale|regulatory review period|approval of (new )?(drug|abbreviated)|patent extension", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Approvals();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{2,30}$")]
    private static partial Regex Number();
}
