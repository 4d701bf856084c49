namespace TargetAlerts.Web;

internal static class FormWords
{
    // Strict cookies are not sent when a link is opened from webmail, so a second page opened there replaces the first one's.
    public const string Again = "Nothing was changed: this page had been open for too long, or another one was opened after it. Please press the button again.";
}
