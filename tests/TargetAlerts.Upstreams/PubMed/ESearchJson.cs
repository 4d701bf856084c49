using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.PubMed;

internal static class ESearchJson
{
    public static string Render(SearchResult result, bool listed) => new JsonObject
    {
        ["header"] = new JsonObject { ["type"] = "esearch", ["version"] = "0.3" },
        ["esearchresult"] = result.Error is { } error ? new JsonObject { ["ERROR"] = error } : Result(result, listed),
    }.ToJsonString(Texts.PlainJson);

    private static JsonObject Result(SearchResult result, bool listed)
    {
        // Numbers are strings in the real answer too.
        var json = new JsonObject
        {
            ["count"] = Text(result.Count),
            ["retmax"] = Text(result.RetMax),
            ["retstart"] = Text(result.RetStart),
        };
        if (result.WebEnv is not null)
        {
            json["querykey"] = Text(result.QueryKey);
            json["webenv"] = result.WebEnv;
        }
        if (listed)
            json["idlist"] = List(result.Ids.Select(Text));
        json["translationset"] = new JsonArray();
        json["querytranslation"] = result.Translation;
        if (result.PhrasesNotFound.Count + result.FieldsNotFound.Count > 0)
        {
            json["errorlist"] = new JsonObject
            {
                ["phrasesnotfound"] = List(result.PhrasesNotFound),
                ["fieldsnotfound"] = List(result.FieldsNotFound),
            };
        }
        if (result.QuotedPhrasesNotFound.Count + result.Messages.Count > 0)
        {
            json["warninglist"] = new JsonObject
            {
                ["phrasesignored"] = new JsonArray(),
                ["quotedphrasesnotfound"] = List(result.QuotedPhrasesNotFound),
                ["outputmessages"] = List(result.Messages),
            };
        }
        return json;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => JsonValue.Create(item))];
}
