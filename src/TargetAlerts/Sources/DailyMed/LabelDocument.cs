using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.DailyMed;

/// <summary>A whole label (HL7 SPL) as a record; or what is wrong with one whose set id could be read.</summary>
internal sealed record LabelDocument(string SetId, SourceRecord? Record, string Fault)
{
    private static readonly XNamespace Hl7 = "urn:hl7-org:v3";

    /// <exception cref="SourceUnavailableException">Not a label, or one without a readable set id.</exception>
    public static LabelDocument Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Xml) is { } fault) throw new SourceUnavailableException(fault);
        using var reader = XmlReader.Create(new MemoryStream(body), BodyForms.Xml);
        var root = XDocument.Load(reader).Root!;
        if (root.Name != Hl7 + "document") throw new SourceUnavailableException($"an answer is no label but “{PlainText.Clean(root.Name.LocalName, 40)}”");
        var id = LabelList.SetId(Value(root, "root", "setId")) ?? throw new SourceUnavailableException("a label without a readable set id");
        try
        {
            return new(id, Read(id, root), "");
        }
        catch (FormatException error)
        {
            return new(id, null, error.Message);
        }
    }

    /// <summary>With the reason why it belongs to the target; a label that names no drug of it was found by the source's own search.</summary>
    public static FetchedRecord Fetched(DrugTarget target, SourceRecord record, TargetDrug? found = null)
    {
        var matches = TargetMatcher.Matches(target, record).Where(match => match.Role == "drug").ToList();
        return new(record, matches.Count > 0 ? matches : [new Match(found?.Name ?? "DailyMed", "search", "DailyMed’s own search")]);
    }

    private static SourceRecord Read(string id, XElement root)
    {
        var version = Value(root, "value", "versionNumber");
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _)) throw new FormatException("no version number");
        var sections = LabelSections.Of(root);
        var type = PlainText.Clean(Value(root, "displayName", "code"), 120);
        // A package of an over-the-counter drug may have none; a prescription label that lost all of them was not read right.
        if (sections.Count == 0 && type.Contains("PRESCRIPTION", StringComparison.OrdinalIgnoreCase)) throw new FormatException("no section that is known");
        var products = Named(root, "manufacturedProduct", "manufacturedMedicine").Select(product => Text(product.Element(Hl7 + "name"))).ToList();
        var ingredients = Named(root, "ingredient").Where(one => ((string?)one.Attribute("classCode"))?.StartsWith("ACT", StringComparison.Ordinal) == true)
            .Concat(Named(root, "activeIngredient")).ToList();
        var substances = Names(ingredients, "ingredientSubstance", "activeIngredientSubstance");
        var labeler = Text(Named(root, "representedOrganization").FirstOrDefault()?.Element(Hl7 + "name"));
        var approvals = Named(root, "approval").ToList();
        var facts = new Dictionary<string, FactValue>();
        void Fact(string name, FactValue? value)
        {
            if (value is not null) facts[name] = value;
        }

        foreach (var (name, paragraphs) in sections) Fact(name, FactValue.List(paragraphs));
        Fact(LabelFacts.Version, FactValue.Term(version));
        Fact(LabelFacts.Effective, FactValue.Date(Date(Value(root, "value", "effectiveTime"))));
        Fact(LabelFacts.Type, FactValue.Term(type));
        Fact(LabelFacts.Labeler, FactValue.Text(labeler));
        Fact(LabelFacts.Products, FactValue.List(Distinct(products)));
        Fact(LabelFacts.Ingredients, FactValue.List(substances));
        Fact(LabelFacts.Category, FactValue.Term(string.Join(", ", Distinct(approvals.Select(approval => PlainText.Clean(Value(approval, "displayName", "code"), 80))))));
        var applications = Distinct(approvals.Select(approval => PlainText.Clean(Value(approval, "extension", "id"), 40)));
        Fact(LabelFacts.Applications, FactValue.List(applications));
        return new()
        {
            Source = DailyMedSource.SourceName,
            Id = id,
            Kind = RecordKind.Label,
            Title = Title(Distinct(products), substances, labeler) is { Length: > 0 } title ? title
                : PlainText.Clean(root.Element(Hl7 + "title")?.Value, PlainText.TitleLength) is { Length: > 0 } own ? own : $"Label {id}",
            Link = $"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={id}",
            Facts = facts,
            Texts = new Dictionary<string, IReadOnlyList<string>> { ["active ingredient"] = Names(ingredients, "ingredientSubstance", "activeIngredientSubstance", "activeMoiety"), ["product"] = Distinct(products) },
            Identifiers = new Dictionary<string, string> { ["spl"] = id },
            Related = [.. applications.Where(number => number.StartsWith("NDA", StringComparison.Ordinal) || number.StartsWith("BLA", StringComparison.Ordinal)).Select(number => $"application:{number}")],
        };
    }

    // "Zoloft (sertraline hydrochloride) – Viatris Specialty": the document's own title is a sentence, or missing.
    private static string Title(IReadOnlyList<string> products, IReadOnlyList<string> ingredients, string labeler)
    {
        if (products.Count == 0 && ingredients.Count == 0) return "";
        var names = products.Count == 0 ? "" : string.Join(", ", products.Take(3)) + (products.Count > 3 ? " …" : "");
        var substances = string.Join(", ", ingredients.Take(3)).ToLowerInvariant();
        var named = names.Length == 0 ? substances : substances.Length == 0 || string.Equals(names, substances, StringComparison.OrdinalIgnoreCase) ? names : $"{names} ({substances})";
        return PlainText.Clean(labeler.Length == 0 ? named : $"{named} – {labeler}", PlainText.TitleLength);
    }

    private static IEnumerable<XElement> Named(XElement within, params string[] names) => within.Descendants().Where(element => element.Name.Namespace == Hl7 && names.Contains(element.Name.LocalName));

    private static List<string> Names(IEnumerable<XElement> ingredients, params string[] elements) =>
        Distinct(ingredients.SelectMany(one => Named(one, elements)).Select(one => Text(one.Element(Hl7 + "name"))));

    private static string Value(XElement within, string attribute, string element) => (string?)within.Element(Hl7 + element)?.Attribute(attribute) ?? "";

    private static string Text(XElement? element) => PlainText.Clean(string.Join(' ', element?.DescendantNodes().OfType<XText>().Select(text => text.Value) ?? []), 200);

    private static string? Date(string text) => DateOnly.TryParseExact(text.Length > 8 ? text[..8] : text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static List<string> Distinct(IEnumerable<string> texts) => [.. texts.Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
