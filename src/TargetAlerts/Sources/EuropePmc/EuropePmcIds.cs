using System.Text.RegularExpressions;

namespace TargetAlerts.Sources.EuropePmc;

/// <summary>
/// How a record is known: "PMC/PMC12175493", "PAT/EP1234567", and a preprint by its DOI without the version, because each
/// version may get a PPR number of its own (SPEC.md section 5).
/// </summary>
internal static partial class EuropePmcIds
{
    // These servers write the version into the DOI.
    private static readonly (string Prefix, string Separator)[] Versioned = [("10.21203/", "/v"), ("10.20944/", ".v")];

    public static bool IsSource(string source) => Source().IsMatch(source);

    public static bool IsId(string id) => Id().IsMatch(id);

    public static string Of(string source, string id, string? doi) => $"{source}/{(source == "PPR" && doi is not null ? Dois.Unversioned(doi) : id)}";

    /// <summary>The search for one record; false where its not being found proves nothing.</summary>
    public static (string Search, bool Proves) Search(string key)
    {
        var (source, id) = (key[..3], key[4..]);
        if (source != "PPR" || !id.StartsWith("10.", StringComparison.Ordinal))
        {
            // A paper that PubMed has taken in since is kept under its PubMed number only.
            return (source == "PMC" ? $"(PMCID:{id} OR (EXT_ID:{id} AND SRC:PMC))" : $"(EXT_ID:{EuropePmcQuery.Quoted(id)} AND SRC:{source})", true);
        }
        if (Versioned.FirstOrDefault(server => id.StartsWith(server.Prefix, StringComparison.Ordinal)).Separator is not { } separator) return ($"DOI:{EuropePmcQuery.Quoted(id)}", true);
        return ($"({string.Join(" OR ", Enumerable.Range(1, 6).Select(version => $"DOI:{EuropePmcQuery.Quoted($"{id}{separator}{version}")}"))})", false);
    }

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex Source();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")]
    private static partial Regex Id();
}
