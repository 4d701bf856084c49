using TargetAlerts.Settings;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Subscribers;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("Ada.Lovelace+sert@Example.ORG", "Ada.Lovelace+sert@example.org")]
    [InlineData("o'brien_{x}|~@mail.uni-berlin.de", "o'brien_{x}|~@mail.uni-berlin.de")]
    [InlineData("a@bücher.example", "a@xn--bcher-kva.example")]
    [InlineData("a@xn--bcher-kva.example", "a@xn--bcher-kva.example")]
    [InlineData("a@例え。テスト", "a@xn--r8jz45g.xn--zckzah")]
    [InlineData("1@2.example", "1@2.example")]
    public void An_address_is_taken_in_its_one_form(string text, string expected) => Assert.Equal(expected, EmailAddress.Parse(text).ToString());

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("ada", "exactly one @")]
    [InlineData("ada@b@example.org", "exactly one @")]
    [InlineData("@example.org", "nothing stands before the @")]
    [InlineData("ada@", "its domain")]
    [InlineData("ada@localhost", "its domain needs a dot")]
    [InlineData("ada@.example.org", "its domain")]
    [InlineData("ada@example.org.", "its domain")]
    [InlineData("ada@example..org", "its domain")]
    [InlineData("ada@-example.org", "its domain")]
    [InlineData("ada@exam_ple.org", "its domain")]
    [InlineData("ada@127.0.0.1", "must be a name, not a number")]
    [InlineData("ada@[127.0.0.1]", "its domain")]
    [InlineData("ada@xn--.example", "its domain")]
    [InlineData(".ada@example.org", "a dot stands")]
    [InlineData("ada.@example.org", "a dot stands")]
    [InlineData("a..da@example.org", "a dot stands")]
    [InlineData("a da@example.org", "a space or a control")]
    [InlineData(" ada@example.org", "a space or a control")]
    [InlineData("ada@example.org\r\nBcc: b@example.org", "a space or a control")]
    [InlineData("ada\0@example.org", "a space or a control")]
    [InlineData("\"ada\"@example.org", "quoted local parts")]
    [InlineData("ada(x)@example.org", "comments")]
    [InlineData("Ada<ada@example.org>", "one bare address")]
    [InlineData("ada@example.org,b@example.org", "one bare address")]
    [InlineData("@a.example:ada@example.org", "one bare address")]
    [InlineData("käthe@example.org", "only ASCII")]
    public void Anything_else_is_refused_with_the_reason(string text, string reason)
    {
        var refused = Assert.Throws<UsageException>(() => EmailAddress.Parse(text));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void The_limits_of_length_are_those_of_RFC_5321()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 4))[..185] + ".org";

        Assert.Equal(254, EmailAddress.Parse(new string('a', 64) + "@" + domain).ToString().Length);
        Assert.Throws<UsageException>(() => EmailAddress.Parse(new string('a', 65) + "@example.org"));
        Assert.Throws<UsageException>(() => EmailAddress.Parse(new string('a', 64) + "@d" + domain));
    }

    [Fact]
    public void A_log_shows_an_address_masked() => Assert.Equal("a***@example.org", EmailAddress.Mask("ada@example.org"));
}
