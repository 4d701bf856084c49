using System.Globalization;
using System.Text;
using MailKit;

namespace TargetAlerts.Delivery;

/// <summary>Hears what MailKit says and is told while it connects, so that a failure there has a stage and a code. Keeps no more than the last answer.</summary>
internal sealed class SmtpWatch : IProtocolLogger
{
    private readonly StringBuilder _answer = new();

    public SmtpStage Stage { get; set; }

    /// <summary>The code of the answer heard last, 0 for none.</summary>
    public int Code => _answer.Length >= 3 && int.TryParse(_answer.ToString(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0;

    public string Text => _answer.Length > 4 ? _answer.ToString(4, _answer.Length - 4) : "";

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        _answer.Clear();
        var said = Encoding.ASCII.GetString(buffer, offset, Math.Min(count, 8));
        if (said.StartsWith("EHLO", StringComparison.Ordinal) || said.StartsWith("HELO", StringComparison.Ordinal)) Stage = SmtpStage.Ehlo;
        else if (said.StartsWith("STARTTLS", StringComparison.Ordinal)) Stage = SmtpStage.StartTls;
        else if (said.StartsWith("AUTH", StringComparison.Ordinal)) Stage = SmtpStage.Auth;
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (_answer.Length < 500) _answer.Append(Encoding.Latin1.GetString(buffer, offset, Math.Min(count, 500)));
    }

    public void Dispose()
    {
    }
}
