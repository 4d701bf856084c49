namespace TargetAlerts.Tests.Year;

/// <summary>Draws what happens in the sources.</summary>
internal sealed class WorldEvents(World world, YearDice dice)
{
    public int Happened { get; private set; }

    /// <summary>What is there before the year begins.</summary>
    public void Fill(int papers, int trials)
    {
        for (var at = 0; at < papers; at++) world.AddPaper(dice.Pick(World.Topics), SomeTargets(), 60 + at);
        for (var at = 0; at < trials; at++) world.AddTrial(dice.Pick(World.Topics), SomeTargets(), 60 + at);
    }

    public void One()
    {
        Happened++;
        switch (dice.Between(1, 20))
        {
            case <= 4: world.AddPaper(dice.Pick(World.Topics), SomeTargets(), dice.Chance(0.2) ? dice.Between(1, 4) : 0); break;
            case <= 6: world.AddTrial(dice.Pick(World.Topics), SomeTargets(), dice.Chance(0.2) ? dice.Between(1, 4) : 0); break;
            case 7: With("publication", record => record.NoticeOf is null && record.Fact("Retracted by") == "", world.Retract); break;
            case 8: With("publication", record => record.NoticeOf is null && record.Fact("Correction") == "", world.Correct); break;
            case 9: With("publication", record => record.NoticeOf is null, world.Retitle); break;
            case 10: With("publication", _ => true, world.EditCosmetically); break;
            case 11: With("trial", _ => true, world.EditCosmetically); break;
            case 12: With("trial", record => record.Fact("Status") == "Recruiting", trial => world.SetStatus(trial, "SUSPENDED", "Suspended")); break;
            case 13: With("trial", record => record.Fact("Status") is "Suspended" or "Status unknown", trial => world.SetStatus(trial, "RECRUITING", "Recruiting")); break;
            case 14: With("trial", record => record.Fact("Status") is "Recruiting" or "Suspended", trial => world.SetStatus(trial, "TERMINATED", "Terminated")); break;
            case 15: With("trial", _ => true, trial => world.SetPhase(trial, dice.Pick(Enumerable.Range(1, 4).Where(phase => $"{phase}" != trial.Fact("Phase")).ToList()))); break;
            case 16: With("trial", record => record.Fact("Results") == "", world.PostResults); break;
            case 17: With("trial", _ => true, trial => world.Delay(trial, dice.Between(40, 200))); break;
            case 18: With("trial", record => record.Fact("Status") == "Recruiting", trial => world.SetStatus(trial, "UNKNOWN", "Status unknown", unposted: true)); break;
            case 19: With("trial", record => record.Targets.Count == 1, world.AddDrug); break;
            default: Remove(); break;
        }
    }

    private void Remove()
    {
        if (dice.Chance(0.5)) With("trial", _ => true, world.Delete);
        else With("trial", _ => true, trial => With("trial", other => other != trial, survivor => world.Merge(trial, survivor)));
    }

    private void With(string kind, Func<WorldRecord, bool> which, Action<WorldRecord> change)
    {
        var found = world.Standing(kind).Where(which).ToList();
        // Mostly the young ones: several changes then meet in one period.
        if (found.Count > 0) change(dice.Chance(0.5) ? found[^Math.Min(found.Count, dice.Between(1, 8))] : dice.Pick(found));
    }

    private string[] SomeTargets() => dice.Between(1, 5) switch { <= 2 => ["ONE"], <= 4 => ["TWO"], _ => ["ONE", "TWO"] };
}
