using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace TargetAlerts.Tests.Malformed;

/// <param name="Make">The number chooses the record.</param>
internal sealed record Falsehood(string Name, Func<byte[], int, byte[]> Make);

/// <summary>Bodies that every parser takes and that are not as documented: members removed, doubled or of another kind.</summary>
internal static class Falsehoods
{
    /// <summary>Shows where an answer is one of several.</summary>
    public static readonly Falsehood OtherTotal = Json("another totalCount", (root, _) => root["totalCount"] = 999);

    public static IReadOnlyList<Falsehood> Of(string endpoint) => endpoint switch
    {
        "esearch" => Search,
        "efetch" => Fetch,
        "version" => Version,
        _ => Studies,
    };

    private static readonly Falsehood[] Search =
    [
        Json("no esearchresult", (root, _) => root.AsObject().Remove("esearchresult")),
        Json("no count", (root, _) => Result(root).Remove("count")),
        Json("no idlist", (root, _) => Result(root).Remove("idlist")),
        Json("count null", (root, _) => Result(root)["count"] = null),
        Json("count negative", (root, _) => Result(root)["count"] = "-1"),
        Json("count an object", (root, _) => Result(root)["count"] = new JsonObject()),
        Json("idlist null", (root, _) => Result(root)["idlist"] = null),
        Json("idlist a text", (root, _) => Result(root)["idlist"] = "95000001"),
        Json("idlist an object", (root, _) => Result(root)["idlist"] = new JsonObject()),
        Json("an id of letters", (root, _) => Ids(root).Insert(0, "abc")),
        Json("an id null", (root, _) => Ids(root).Insert(0, null)),
        Json("an id twice, counted twice", (root, n) =>
        {
            if (Ids(root) is { Count: > 0 } ids) ids.Add(ids[n % ids.Count]!.DeepClone());
            Result(root)["count"] = (int.Parse(Result(root)["count"]!.ToString(), CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        }),
    ];

    private static readonly Falsehood[] Version =
    [
        Json("no dataTimestamp", (root, _) => root.AsObject().Remove("dataTimestamp")),
        Json("dataTimestamp null", (root, _) => root["dataTimestamp"] = null),
        Json("dataTimestamp empty", (root, _) => root["dataTimestamp"] = ""),
        Json("dataTimestamp a word", (root, _) => root["dataTimestamp"] = "yesterday"),
        Json("dataTimestamp a number", (root, _) => root["dataTimestamp"] = 5),
        Json("dataTimestamp an object", (root, _) => root["dataTimestamp"] = new JsonObject()),
        Json("dataTimestamp no day", (root, _) => root["dataTimestamp"] = "2026-13-45T09:00:00"),
        new("a list of itself", (body, _) => [.. "["u8, .. body, .. "]"u8]),
    ];

    private static readonly Falsehood[] Studies =
    [
        Json("no studies", (root, _) => root.AsObject().Remove("studies")),
        Json("studies null", (root, _) => root["studies"] = null),
        Json("studies an object", (root, _) => root["studies"] = new JsonObject()),
        Json("studies a text", (root, _) => root["studies"] = "none"),
        Json("no totalCount", (root, _) => root.AsObject().Remove("totalCount")),
        Json("totalCount a word", (root, _) => root["totalCount"] = "three"),
        Json("totalCount negative", (root, _) => root["totalCount"] = -1),
        Json("totalCount a fraction", (root, _) => root["totalCount"] = 1.5),
        Json("a study null", (root, n) => List(root)[n % List(root).Count] = null),
        Json("a study that is a text", (root, n) => List(root)[n % List(root).Count] = "NCT95000001"),
        Json("a study twice", (root, n) => List(root).Add(Study(root, n).DeepClone())),
        Json("a study without protocolSection", (root, n) => Study(root, n).Remove("protocolSection")),
        Json("a study without identification", (root, n) => Protocol(root, n).Remove("identificationModule")),
        Json("a study whose identification is a list", (root, n) => Protocol(root, n)["identificationModule"] = new JsonArray()),
        Json("a study without number", (root, n) => Identification(root, n).Remove("nctId")),
        Json("a study whose number is null", (root, n) => Identification(root, n)["nctId"] = null),
        Json("a study whose number is too short", (root, n) => Identification(root, n)["nctId"] = "NCT12"),
        new("a list of itself", (body, _) => [.. "["u8, .. body, .. "]"u8]),
    ];

    private static readonly Falsehood[] Fetch =
    [
        Xml("an article without citation", (root, n) => Article(root, n).Element("MedlineCitation")!.Remove()),
        Xml("an article without number", (root, n) => Number(root, n).Remove()),
        Xml("an article whose number is empty", (root, n) => Number(root, n).Value = ""),
        Xml("an article whose number is a word", (root, n) => Number(root, n).Value = "abc"),
        Xml("an article whose number is 0", (root, n) => Number(root, n).Value = "0"),
        Xml("an article nobody asked for", (root, n) => Number(root, n).Value = "1"),
        Xml("an article twice", (root, n) => root.Add(new XElement(Article(root, n)))),
        Xml("an error among the articles", (root, _) => root.Add(new XElement("ERROR", "made up"))),
        Xml("another root", (root, _) => root.Name = "PubmedArticles"),
        Xml("articles one level too deep", (root, _) => root.ReplaceNodes(new XElement("Set", root.Elements()))),
        Xml("nothing but deletions", (root, _) => root.ReplaceNodes(new XElement("DeleteCitation", new XElement("PMID", "1")))),
    ];

    private static Falsehood Json(string name, Action<JsonNode, int> edit) => new(name, (body, number) =>
    {
        var root = JsonNode.Parse(body)!;
        edit(root, number);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    });

    private static Falsehood Xml(string name, Action<XElement, int> edit) => new(name, (body, number) =>
    {
        using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        var root = XElement.Load(reader);
        edit(root, number);
        return Encoding.UTF8.GetBytes(root.ToString());
    });

    private static JsonObject Result(JsonNode root) => root["esearchresult"]!.AsObject();

    private static JsonArray Ids(JsonNode root) => Result(root)["idlist"]!.AsArray();

    private static JsonArray List(JsonNode root) => root["studies"]!.AsArray();

    private static JsonObject Study(JsonNode root, int number) => List(root)[number % List(root).Count]!.AsObject();

    private static JsonObject Protocol(JsonNode root, int number) => Study(root, number)["protocolSection"]!.AsObject();

    private static JsonObject Identification(JsonNode root, int number) => Protocol(root, number)["identificationModule"]!.AsObject();

    private static XElement Article(XElement root, int number)
    {
        var articles = root.Elements("PubmedArticle").ToList();
        return articles[number % articles.Count];
    }

    private static XElement Number(XElement root, int number) => Article(root, number).Element("MedlineCitation")!.Element("PMID")!;
}
