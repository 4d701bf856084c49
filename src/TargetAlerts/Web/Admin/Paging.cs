using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace TargetAlerts.Web.Admin;

/// <summary>Pages of a list; the choice of what is listed lives in the address.</summary>
/// <param name="Newer">The query of the page before; null on the first.</param>
/// <param name="Older">The query of the next page; null on the last.</param>
public sealed record Paging(string? Newer, string? Older)
{
    public const int Size = 50;

    // Whoever wants more narrows the list.
    private const int Pages = 10_000;

    internal static int Page(HttpRequest request) =>
        int.TryParse(request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, Pages) : 1;

    /// <param name="more">There is something after this page.</param>
    internal static Paging Of(int page, bool more, params (string Name, string Value)[] choice)
    {
        string Query(int number) => QueryHelpers.AddQueryString("", choice.Where(one => one.Value.Length > 0).Append(("page", number.ToString(CultureInfo.InvariantCulture)))
            .Select(one => KeyValuePair.Create(one.Item1, (string?)one.Item2)));
        return new(page > 1 ? Query(page - 1) : null, more ? Query(page + 1) : null);
    }
}
