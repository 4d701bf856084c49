using System.Text.Json;
using System.Text.Unicode;
using System.Xml;

namespace TargetAlerts.Sources.Http;

/// <summary>
/// Walks a body once: the HTTP stack accepts truncated gzip and half bodies as complete, so only structure tells.
/// Depth at most 64 (RFC 8259 section 9); a DTD is ignored, nothing is resolved, entities are not expanded (OWASP XXE).
/// </summary>
internal static class BodyForms
{
    private const int Depth = 64;

    public static readonly XmlReaderSettings Xml = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Null when well formed, else what is wrong.</summary>
    public static string? Fault(byte[] body, BodyForm form)
    {
        if (form == BodyForm.Any || (form == BodyForm.JsonOrNothing && body.Length == 0)) return null;
        if (body.Length == 0) return "the answer is empty";
        if (form == BodyForm.JsonOrNothing) form = BodyForm.Json;
        if (form == BodyForm.Json && FirstByte(body) == '<') return "the answer is a web page instead of JSON";
        // The reader below looks at the inside of a text only when somebody asks for it.
        if (form == BodyForm.Json && !Utf8.IsValid(body)) return "the answer is cut or malformed (not UTF-8)";
        try
        {
            if (form == BodyForm.Json) WalkJson(body);
            else if (WalkXml(body) == "html") return "the answer is a web page instead of XML";
            return null;
        }
        catch (Exception error) when (error is JsonException or XmlException)
        {
            return $"the answer is cut or malformed ({PlainText.Shorten(error.Message, 120)})";
        }
    }

    private static void WalkJson(byte[] body)
    {
        var reader = new Utf8JsonReader(Bom(body), new JsonReaderOptions { MaxDepth = Depth });
        while (reader.Read())
        {
        }
    }

    // Gives the root's name: a page for people may be well-formed XML.
    private static string WalkXml(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), Xml);
        var root = "";
        while (reader.Read())
        {
            if (reader.Depth > Depth) throw new XmlException($"deeper than {Depth}");
            if (root.Length == 0 && reader.NodeType == XmlNodeType.Element) root = reader.LocalName.ToLowerInvariant();
        }
        return root;
    }

    private static byte FirstByte(byte[] body) => Bom(body).TrimStart(" \t\r\n"u8) is [var first, ..] ? first : (byte)0;

    private static ReadOnlySpan<byte> Bom(byte[] body) => body.AsSpan() is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : body;
}
