using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TargetAlerts.Upstreams;

internal static class Texts
{
    /// <summary>Quotation marks and letters as they are, as the real sources write them.</summary>
    public static readonly JsonSerializerOptions PlainJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Lower case words between single spaces, so that " a phrase " can be looked for.</summary>
    public static string Normalise(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character) || character == '_')
                builder.Append(char.ToLowerInvariant(character));
            else if (builder[^1] != ' ')
                builder.Append(' ');
        }
        if (builder[^1] != ' ')
            builder.Append(' ');
        return builder.ToString();
    }

    public static bool Holds(string normalised, string phrase, bool truncated = false) =>
        normalised.Contains(truncated ? phrase.TrimEnd(' ') : phrase, StringComparison.Ordinal);
}
