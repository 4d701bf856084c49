using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit;

namespace TargetAlerts.Tests.Year;

/// <summary>A digest as its reader finds it: the items of the text part, in the words of <see cref="ModelItems"/>.</summary>
internal sealed partial record ReadMail(string To, int? Number, IReadOnlyList<string> Items, int Omitted)
{
    public static ReadMail Read(byte[] bytes)
    {
        var message = MimeMessage.Load(new MemoryStream(bytes));
        var text = message.TextBody!.ReplaceLineEndings("\n");
        var number = message.Headers.Contains(HeaderId.ListId) && Issue().Match(text) is { Success: true } issue ? int.Parse(issue.Groups[1].Value, CultureInfo.InvariantCulture) : (int?)null;
        var items = new List<string>();
        List<string>? item = null;
        foreach (var line in number is null ? [] : text.Split('\n').SkipWhile(line => !line.StartsWith('─')))
        {
            if (Opening().IsMatch(line) || End().IsMatch(line))
            {
                if (item is not null) items.Add(Item(item));
                item = End().IsMatch(line) ? null : [];
                if (item is null) break;
            }
            item?.Add(line);
        }
        var omitted = More().Matches(text).Sum(more => int.Parse(more.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        return new(message.To.Mailboxes.Single().Address, number, [.. items.Order(StringComparer.Ordinal)], omitted);
    }

    private static string Item(List<string> lines)
    {
        var id = lines.Select(line => Link().Match(line)).First(link => link.Success && !link.Value.Contains("Retraction notice", StringComparison.Ordinal)).Groups[1].Value;
        var opening = lines[0][4..].ToLowerInvariant();
        var removed = Removed().Match(string.Join(' ', lines.Take(3).Select(line => line.Trim())).ToLowerInvariant());
        var what = opening.StartsWith('+') || !"▲×→".Contains(opening[0], StringComparison.Ordinal) ? "added"
            : opening.Contains("paper retracted", StringComparison.Ordinal) ? "withdrawn, retracted"
            : removed is { Success: true, Groups: [_, { Success: true } survivor] } ? $"withdrawn, merged into {survivor.Value.ToUpperInvariant()}"
            : removed.Success ? "withdrawn, removed" : "updated";
        var notes = $"{(lines.Exists(line => line.Contains("! Late: an earlier mail", StringComparison.Ordinal)) ? " | late" : "")}{(lines.Exists(line => line.Contains("! This may repeat", StringComparison.Ordinal)) ? " | may repeat" : "")}";
        var notices = lines.Select(line => Link().Match(line)).Where(link => link.Value.Contains("Retraction notice", StringComparison.Ordinal)).Select(link => $" | notice {link.Groups[1].Value}").Order(StringComparer.Ordinal);
        return $"{id} {what}{string.Concat(Facts(lines).Order(StringComparer.Ordinal))}{notes}{string.Concat(notices)}";
    }

    private static List<string> Facts(List<string> lines)
    {
        var facts = new List<string>();
        foreach (var line in lines)
        {
            if (Fact().Match(line) is { Success: true } fact) facts.Add($" | {fact.Groups[1].Value}: {fact.Groups[2].Value}");
            else if (facts.Count > 0 && line.StartsWith("                    ", StringComparison.Ordinal)) facts[^1] += " " + line.Trim();
        }
        return [.. facts.Select(fact => Distance().Replace(fact, ""))];
    }

    [GeneratedRegex(@"digest No\. (\d+)")]
    private static partial Regex Issue();

    [GeneratedRegex("^(COVERAGE|THE WEEK IN|THE DAY IN|PHASE LADDER|COMING IN)")]
    private static partial Regex End();

    [GeneratedRegex(@"… and ([\d,]+) more in the archived digest")]
    private static partial Regex More();

    [GeneratedRegex(@"^(  \d| \d\d|\d{3}) \S")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^    \S.*  +https://(?:pubmed\.ncbi\.nlm\.nih\.gov|clinicaltrials\.gov/study)/(\w+)/?$")]
    private static partial Regex Link();

    [GeneratedRegex(@"^ {6}(\S.*?) {2,}(\S.*)$")]
    private static partial Regex Fact();

    [GeneratedRegex(@"\s+\(\d+ (day|month|year)s? (later|earlier)\)$")]
    private static partial Regex Distance();

    [GeneratedRegex(@"trial (?:removed from|merged into (nct\d+))")]
    private static partial Regex Removed();
}
