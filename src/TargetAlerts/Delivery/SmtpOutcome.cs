using System.Globalization;
using System.Text.RegularExpressions;

namespace TargetAlerts.Delivery;

/// <summary>How one transaction ended.</summary>
/// <param name="Text">The relay's words or the error's, without addresses.</param>
internal sealed partial record SmtpOutcome(SmtpStage Stage, int? Code, string? Enhanced, SmtpFailure Failure, string Text)
{
    public SmtpClass Class { get; } = SmtpVerdict.Of(Stage, Code, Enhanced, Failure);

    public static SmtpOutcome Answer(SmtpStage stage, int code, string text)
    {
        var detail = EnhancedCode().Match(text);
        return new SmtpOutcome(stage, code, detail.Success ? detail.Value : null, SmtpFailure.None, Tidy(text));
    }

    public static SmtpOutcome Failed(SmtpStage stage, SmtpFailure failure, string text) => new(stage, null, null, failure, Tidy(text));

    /// <summary>"rcpt: 550 5.1.1 no such user", "final dot: lost, …".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Stage == SmtpStage.FinalDot ? "final dot" : Stage.ToString().ToLowerInvariant())}: {(Code is { } code ? code.ToString(CultureInfo.InvariantCulture) : Failure.ToString().ToLowerInvariant() + ",")} {Text}");

    /// <summary>Another server's words as they may be kept and shown.</summary>
    public static string Tidy(string text)
    {
        var plain = MailAddress.MaskAll(Sources.PlainText.Clean(text, 2000));
        return Sources.PlainText.Shorten(plain, 300);
    }

    // RFC 2034 section 4: the detail opens the text of the answer.
    [GeneratedRegex(@"\A[245]\.\d{1,3}\.\d{1,3}(?!\S)")]
    private static partial Regex EnhancedCode();
}
