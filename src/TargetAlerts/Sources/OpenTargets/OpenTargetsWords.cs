namespace TargetAlerts.Sources.OpenTargets;

/// <summary>How Open Targets' records read in a digest.</summary>
internal static class OpenTargetsWords
{
    public static readonly RecordWords Words = new()
    {
        Noun = record => record.Kind switch { RecordKind.Drug => "drug", RecordKind.Association => "associated disease", _ => "target profile" },
        Byline = Byline,
        Badges = Badges,
        Context = record => record.Kind == RecordKind.Drug && record.FactList(OpenTargetsFacts.Diseases) is { Count: > 0 } diseases ? PlainText.Shorten($"In {string.Join(", ", diseases)}", 200) : "",
        Links = record => [(record.Fact(OpenTargetsFacts.OwnId) is { Length: > 0 } id ? id : "Open Targets", record.Link)],
    };

    private static string Byline(SourceRecord record)
    {
        if (record.Kind != RecordKind.Association) return "Open Targets Platform";
        var types = OpenTargetsFacts.Types(record.Facts.GetValueOrDefault(OpenTargetsFacts.Score)).OrderByDescending(type => type.Value).Take(3)
            .Select(type => $"{OpenTargetsFacts.Plain(type.Key)} {type.Value:0.00}");
        return string.Join(" · ", types.Prepend($"association score {record.Fact(OpenTargetsFacts.Score)}"));
    }

    private static List<string> Badges(SourceRecord record)
    {
        var badges = new List<string>();
        if (record.Fact(OpenTargetsFacts.Stage) is { Length: > 0 } stage && OpenTargetsStages.Words(stage) is { Length: > 0 } words) badges.Add(char.ToUpperInvariant(words[0]) + words[1..]);
        if (record.Facts.ContainsKey(OpenTargetsFacts.SafetyStops)) badges.Add("Trial stopped for safety");
        return badges;
    }
}
