using TargetAlerts.Storage;
using TargetAlerts.Web.Targets;

namespace TargetAlerts.Tests.Web;

public sealed class WeekWordsTests
{
    private static readonly KindCount[] Counts = [new("publication", 900, 14, 114, 0), new("trial", 60, 3, 3, 0)];

    [Theory]
    [InlineData(0, "Beside that 14 papers and 3 trials: 17 new records.")]
    [InlineData(30, "Beside that 14 papers and 3 trials: 17 new records.")]
    [InlineData(35, "Beside that 14 papers and 3 trials: 17 new records. A usual week has 25 new records.")]
    [InlineData(400, "Beside that 14 papers and 3 trials: 17 new records. A usual week has 8 new records.")]
    public void What_is_usual_is_said_after_weeks_enough_and_without_this_one(int days, string rest)
    {
        var week = WeekWords.Of(["Trial terminated", "Paper retracted", "Paper retracted", "Expression of concern"], Counts, TimeSpan.FromDays(days));

        Assert.Equal("2 papers retracted, 1 trial terminated, 1 expression of concern.", week.Bad);
        Assert.Equal(rest, week.Rest);
    }

    [Fact]
    public void A_week_without_news_says_so() => Assert.Equal(new WeekWords("", "Nothing new."), WeekWords.Of([], [new("publication", 900, 0, 0, 0)], TimeSpan.FromDays(90)));
}
