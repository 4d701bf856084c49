namespace TargetAlerts.Sources.OpenFda;

/// <summary>How approvals, recalls and shortages read in a digest.</summary>
internal static class OpenFdaWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = record => record.Kind switch { RecordKind.Recall => "recall", RecordKind.Shortage => "shortage", _ => "drug application" },
        Byline = record => string.Join(" · ", Byline(record).Where(part => part.Length > 0)),
        Badges = Badges,
        Context = record => record.Kind == RecordKind.Recall ? PlainText.Shorten(string.Join(' ', record.FactList(OpenFdaFacts.Reason)), 300) : record.Fact(OpenFdaFacts.ShortageReason),
        Links = record => [(record.Kind switch { RecordKind.Recall => "FDA enforcement report", RecordKind.Shortage => "FDA drug shortages", _ => "Drugs@FDA" }, record.Link)],
    };

    private static IEnumerable<string> Byline(SourceRecord record)
    {
        if (record.Kind == RecordKind.Approval)
        {
            yield return record.Id;
            if (record.FactList(OpenFdaFacts.Original) is [var original, ..]) yield return Submission.Words(original);
        }
        else if (record.Kind == RecordKind.Recall)
        {
            yield return record.Fact(OpenFdaFacts.Firm);
            yield return string.Join(", ", record.FactList(OpenFdaFacts.Numbers).Take(5));
            yield return Day("initiated", record.Fact(OpenFdaFacts.Initiated));
            if (record.Dated is { } reported) yield return Day("reported", reported.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            yield return Day("first posted", record.Fact(OpenFdaFacts.Posted));
            if (record.FactList(OpenFdaFacts.Packages) is { Count: > 0 } packages) yield return packages.Count == 1 ? packages[0] : $"{packages.Count} packages";
        }
    }

    private static List<string> Badges(SourceRecord record)
    {
        string[] badges = record.Kind switch
        {
            RecordKind.Recall => [record.Fact(OpenFdaFacts.Classification), record.Fact(OpenFdaFacts.RecallStatus)],
            RecordKind.Shortage => [record.Fact(OpenFdaFacts.ShortageStatus), .. record.FactList(OpenFdaFacts.Availability)],
            _ => [new string([.. record.Id.TakeWhile(char.IsLetter)])],
        };
        return [.. badges.Where(badge => badge.Length > 0)];
    }

    private static string Day(string what, string date) => PartialDate.Parse(date) is { } day ? $"{what} {day.Words}" : "";
}
