namespace TargetAlerts.Changes;

/// <summary>What a check counted, and whether that can be believed. Pure.</summary>
internal sealed class CheckTally
{
    /// <summary>Fewer known records than this are never judged.</summary>
    private const int Judged = 10;

    private const double Believable = 0.20;

    /// <summary>Members before the check.</summary>
    public int Known { get; set; }

    public int Seen { get; set; }

    /// <summary>Members a full listing did not hold.</summary>
    public int Gone { get; set; }

    /// <summary>Members compared, and those of them with a fact turned absent.</summary>
    public int Compared { get; set; }

    public int LostFacts { get; set; }

    public int SetAside { get; set; }

    public int Added { get; set; }

    public int Updated { get; set; }

    public int Withdrawn { get; set; }

    public void Count(Change change)
    {
        if (change.Kind == ChangeKind.Added) Added++;
        else if (change.Kind == ChangeKind.Updated) Updated++;
        else Withdrawn++;
    }

    /// <summary>One unreadable record is set aside; more than ten, or than 1 % of what is known or seen, means the format changed.</summary>
    public string? Unreadable()
    {
        var allowed = Math.Clamp(Math.Max(Known, Seen) / 100, 1, 10);
        return SetAside > allowed ? $"{SetAside} of {Math.Max(Known, Seen)} records could not be read" : null;
    }

    /// <summary>Why the result is held back, or null. Only a full listing is judged; typed changes never are: a class-wide change must get through.</summary>
    public string? Doubt(bool listing, bool newQuery)
    {
        if (!listing || Known < Judged) return null;
        if (!newQuery && Gone > Known * Believable) return $"{Gone} of {Known} known records are missing";
        if (LostFacts > Known * Believable) return $"{LostFacts} of {Known} known records lost a fact";
        return null;
    }
}
