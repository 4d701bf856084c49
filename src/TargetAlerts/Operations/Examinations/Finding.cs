using System.Text.Json.Serialization;

namespace TargetAlerts.Operations.Examinations;

/// <summary>What "doctor" found of one part.</summary>
/// <param name="Part">"configuration", "relay", a source's name.</param>
/// <param name="Remedy">What mends it; with a part that is well, what would make it better.</param>
internal sealed record Finding(string Part, bool Well, string Said, string? Remedy = null)
{
    [JsonIgnore]
    public string Line => $"{Said}{(Remedy is null ? "" : $"{(Said.EndsWith('.') ? "" : ".")} {(Well ? "Hint" : "Remedy")}: {Remedy}")}";
}

/// <summary>Looks at one part of the service, as it is set up and as it is.</summary>
internal interface IExamination
{
    /// <summary>At least one finding; what a part is ill of is a finding, not an exception.</summary>
    Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken);
}
