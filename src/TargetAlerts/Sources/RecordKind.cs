namespace TargetAlerts.Sources;

/// <summary>What a record is. A source may yield several kinds.</summary>
public enum RecordKind
{
    Publication, Preprint, Patent, Trial, Drug, Approval, Label, Recall, Shortage,
    Structure, Bioactivity, Annotation, Association, Grant, News,
}
