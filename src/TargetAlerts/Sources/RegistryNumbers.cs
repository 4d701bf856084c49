using System.Text.RegularExpressions;

namespace TargetAlerts.Sources;

/// <summary>The numbers that trial registries give, found in a text, as work keys: "nct:NCT01234567".</summary>
internal static partial class RegistryNumbers
{
    /// <summary>The registries' namespaces among those of <see cref="WorkKeys"/>.</summary>
    public static readonly IReadOnlyList<string> Spaces = ["nct", "isrctn", "ctis", "eudract"];

    public static IReadOnlyList<string> In(string text) =>
    [
        .. Nct().Matches(text).Select(match => $"nct:{match.Value.ToUpperInvariant()}")
            .Concat(Isrctn().Matches(text).Select(match => $"isrctn:ISRCTN{match.Groups[1].Value}"))
            .Concat(Ctis().Matches(text).Select(match => $"ctis:{match.Groups[1].Value}"))
            .Concat(Eudract().Matches(text).Select(match => $"eudract:{match.Value}"))
            .Distinct(),
    ];

    [GeneratedRegex(@"\bNCT[0-9]{8}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Nct();

    [GeneratedRegex(@"\bISRCTN ?([0-9]{8})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Isrctn();

    // The middle group of a CTIS number begins with 5; a resubmission may follow.
    [GeneratedRegex(@"(?<![0-9-])((?:202[2-9]|20[3-9][0-9])-5[0-9]{5}-[0-9]{2})(?:-[0-9]{2})?(?![0-9-])")]
    private static partial Regex Ctis();

    [GeneratedRegex(@"(?<![0-9-])20[0-9]{2}-[0-4][0-9]{5}-[0-9]{2}(?![0-9-])")]
    private static partial Regex Eudract();
}
