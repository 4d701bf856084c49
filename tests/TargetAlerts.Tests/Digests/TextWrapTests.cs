using TargetAlerts.Digests;

namespace TargetAlerts.Tests.Digests;

public sealed class TextWrapTests
{
    [Theory]
    [InlineData("plain", 5)]
    [InlineData("血清素", 6)]
    [InlineData("e\u0301tude", 5)]
    [InlineData("한국어", 6)]
    [InlineData("👩‍🔬", 2)]
    [InlineData("שלום", 4)]
    [InlineData("", 0)]
    public void Width_counts_columns(string text, int width) => Assert.Equal(width, TextWidth.Of(text));

    [Fact]
    public void Lines_break_at_spaces() =>
        Assert.Equal(["one two", "three", "four"], TextWrap.Lines("one two three  four", 7, 7));

    [Fact]
    public void The_first_line_may_be_narrower() =>
        Assert.Equal(["one", "two three"], TextWrap.Lines("one two three", 5, 9));

    [Fact]
    public void A_word_longer_than_a_line_is_broken_between_characters() =>
        Assert.Equal(["abcd", "ef", "gh"], TextWrap.Lines("abcdef gh", 4, 4));

    [Fact]
    public void A_mark_stays_with_its_letter() =>
        Assert.Equal(["e\u0301e\u0301", "e\u0301"], TextWrap.Lines("e\u0301e\u0301e\u0301", 2, 2));

    [Fact]
    public void Wide_text_breaks_anywhere_but_not_before_a_full_stop() =>
        Assert.Equal(["血清", "素。"], TextWrap.Lines("血清素。", 6, 6));

    [Fact]
    public void No_text_makes_no_line() => Assert.Empty(TextWrap.Lines("  ", 5, 5));
}
