using System.Globalization;
using System.Text.RegularExpressions;

namespace TargetAlerts.Sources;

/// <summary>DOIs as all sources are to write them: lower case, without an address before them.</summary>
internal static partial class Dois
{
    /// <summary>Null for what is no DOI.</summary>
    public static string? Read(string? text)
    {
        var doi = text?.Trim().ToLowerInvariant() ?? "";
        if (Address().Match(doi) is { Success: true } address) doi = doi[address.Length..];
        return Shape().IsMatch(doi) ? doi : null;
    }

    /// <summary>The address of a work, escaped: a DOI may hold angle brackets, semicolons and parentheses.</summary>
    public static string Link(string doi) => "https://doi.org/" + string.Join('/', doi.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Without the version that some preprint servers write at its end ("/v2", ".v2").</summary>
    public static string Unversioned(string doi) => VersionAtEnd().Replace(doi, "");

    /// <summary>The version at its end, 0 where there is none.</summary>
    public static int Version(string doi) => VersionAtEnd().Match(doi) is { Success: true } version ? int.Parse(version.ValueSpan[2..], CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^(https?://(dx\\.)?doi\\.org/|doi:\\s*)")]
    private static partial Regex Address();

    [GeneratedRegex(@"^10\.\d{4,9}/\S{1,200}$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"[./]v\d{1,3}$")]
    private static partial Regex VersionAtEnd();
}
