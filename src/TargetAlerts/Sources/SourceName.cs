namespace TargetAlerts.Sources;

/// <summary>The name of a public source, as in settings and commands: "pubmed", "clinicaltrials".</summary>
public readonly record struct SourceName(string Value)
{
    public override string ToString() => Value;
}
