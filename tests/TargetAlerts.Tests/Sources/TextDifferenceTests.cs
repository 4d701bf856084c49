using TargetAlerts.Sources;

namespace TargetAlerts.Tests.Sources;

/// <summary>A changed label is told in a few lines, whatever its length.</summary>
public sealed class TextDifferenceTests
{
    private const string Risk = "Antidepressants increased the risk of made-up thoughts in young adults aged 18 to 24 years. Closely monitor all patients. Not approved in children.";

    [Fact]
    public void An_edited_sentence_is_cut_to_what_differs() => Assert.Equal(
        "“… in young adults aged 18 to 24 years.” → “… in young adults aged 18 to 29 years.”",
        Said([Risk], [Risk.Replace("24", "29", StringComparison.Ordinal)]));

    [Fact]
    public void Sentences_that_came_and_went_are_quoted() => Assert.Equal(
        "added: “Ask about made-up bleeding before each refill.”; removed: “Not approved in children.”",
        Said([Risk], [Risk.Replace("Not approved in children.", "Ask about made-up bleeding before each refill.", StringComparison.Ordinal)]));

    [Theory]
    [InlineData("added: “Made up.”", null, "Made up.")]
    [InlineData("removed: “Made up.”", "Made up.", null)]
    public void A_whole_text_that_came_or_went_is_quoted_too(string said, string? old, string? now) => Assert.Equal(said, Said(old is null ? null : [old], now is null ? null : [now]));

    [Fact]
    public void Neither_case_nor_punctuation_nor_paragraphs_are_a_difference()
    {
        string[] other = ["ANTIDEPRESSANTS increased the risk of made-up thoughts, in young adults aged 18 to 24 years!", "Closely monitor all patients. Not approved in children"];

        Assert.Equal(Verdict.Silent, Judges.Prose(Verdict.Bad)(new(FactValue.List([Risk]), FactValue.List(other))));
        Assert.Equal(Verdict.Bad, Judges.Prose(Verdict.Bad)(new(FactValue.List([Risk]), null)));
    }

    [Fact]
    public void The_same_sentences_in_another_order_are_said_to_be_that() =>
        Assert.Equal("the same sentences in another order", Said(["One. Two."], ["Two. One."]));

    [Fact]
    public void Two_walls_of_text_stay_a_few_lines_and_both_sides_are_shown()
    {
        var said = Said([.. Wall("old")], [.. Wall("fresh")])!;

        Assert.InRange(said.Length, 100, 800);
        Assert.Contains("added: “Fresh", said, StringComparison.Ordinal);
        Assert.Contains("removed: “Old", said, StringComparison.Ordinal);
        Assert.EndsWith("; and 397 more sentences", said, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Wall(string word) => Enumerable.Range(0, 200).Select(at => $"{char.ToUpperInvariant(word[0])}{word[1..]}{at} {string.Join(' ', Enumerable.Range(0, 60).Select(n => $"{word}{at}x{n}"))}.");

    private static string? Said(string[]? old, string[]? now) =>
        TextDifference.Words(new(old is null ? null : FactValue.List(old), now is null ? null : FactValue.List(now)));
}
