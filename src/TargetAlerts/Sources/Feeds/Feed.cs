using System.Text.RegularExpressions;

namespace TargetAlerts.Sources.Feeds;

/// <summary>A feed an admin follows: the name readers see, and its address.</summary>
internal sealed partial record Feed(string Name, Uri Address)
{
    /// <summary>A name starts the ids of its feed's items, so it holds nothing that ends one.</summary>
    public static bool IsName(string text) => Shape().IsMatch(text);

    public string IdPrefix => Name + ":";

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N} ._&()-]{0,59}$")]
    private static partial Regex Shape();
}
