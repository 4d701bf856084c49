using System.Globalization;
using System.Xml.Linq;

namespace TargetAlerts.Upstreams.DailyMed;

/// <summary>Writes a made-up label as an SPL document.</summary>
internal static class LabelXml
{
    private static readonly XNamespace Hl7 = "urn:hl7-org:v3";

    public static string Write(Label label, bool withSetId) => new XDeclaration("1.0", "UTF-8", null) + "\n" + new XElement(Hl7 + "document",
        new XElement(Hl7 + "id", new XAttribute("root", $"{label.SetId[..^6]}{label.Version:D6}")),
        new XElement(Hl7 + "code", new XAttribute("code", "34391-3"), new XAttribute("displayName", "HUMAN PRESCRIPTION DRUG LABEL")),
        new XElement(Hl7 + "title", $"These made-up highlights are about {label.Product}."),
        new XElement(Hl7 + "effectiveTime", new XAttribute("value", label.Effective.ToString("yyyyMMdd", CultureInfo.InvariantCulture))),
        withSetId ? new XElement(Hl7 + "setId", new XAttribute("root", label.SetId)) : null,
        new XElement(Hl7 + "versionNumber", new XAttribute("value", label.Version)),
        new XElement(Hl7 + "author", new XElement(Hl7 + "assignedEntity", new XElement(Hl7 + "representedOrganization", new XElement(Hl7 + "name", label.Labeler)))),
        new XElement(Hl7 + "component", new XElement(Hl7 + "structuredBody",
            Component(Section("48780-1", [], Product(label))),
            label.Sections.Select(section => Component(Section(section.Key, section.Value))))));

    private static XElement Component(XElement section) => new(Hl7 + "component", section);

    private static XElement Section(string code, IReadOnlyList<string> paragraphs, params object[] more) => new(Hl7 + "section",
        new XElement(Hl7 + "code", new XAttribute("code", code)),
        new XElement(Hl7 + "text", paragraphs.Select(paragraph => new XElement(Hl7 + "paragraph", paragraph))),
        more);

    private static XElement Product(Label label) => new(Hl7 + "subject", new XElement(Hl7 + "manufacturedProduct",
        new XElement(Hl7 + "manufacturedProduct",
            new XElement(Hl7 + "name", label.Product),
            new XElement(Hl7 + "ingredient", new XAttribute("classCode", "ACTIB"), new XElement(Hl7 + "ingredientSubstance",
                new XElement(Hl7 + "name", label.Ingredient),
                new XElement(Hl7 + "activeMoiety", new XElement(Hl7 + "activeMoiety", new XElement(Hl7 + "name", label.Moiety)))))),
        new XElement(Hl7 + "subjectOf", new XElement(Hl7 + "approval",
            new XElement(Hl7 + "id", new XAttribute("extension", label.Application)),
            new XElement(Hl7 + "code", new XAttribute("code", label.Category.Code), new XAttribute("displayName", label.Category.Name))))));
}
