namespace TargetAlerts.Web;

/// <summary>Lines of a table for spreadsheets (RFC 4180).</summary>
internal static class Csv
{
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    // What a spreadsheet would run as a formula is opened by an apostrophe (OWASP CSV Injection).
    private static string Cell(string value) =>
        $"\"{(value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal) ? "'" : "")}{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
