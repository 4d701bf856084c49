using System.Diagnostics;
using System.Text.Json;

namespace TargetAlerts.Tests;

/// <summary>A message as Python's email package reads it under its strict policy: not the library that wrote it.</summary>
internal sealed record ParsedMail(string Subject, string Text, string Html, Dictionary<string, string> Headers, string[] Defects)
{
    private const string Script = """
        import sys, json, email
        from email import policy
        m = email.message_from_bytes(open(sys.argv[1], 'rb').read(), policy=policy.strict)
        print(json.dumps(dict(Subject=str(m['subject']), Text=m.get_body(('plain',)).get_content(), Html=(m.get_body(('html',)) or m).get_content(),
            Headers={k: str(v) for k, v in m.items()}, Defects=[str(d) for p in m.walk() for d in p.defects])))
        """;

    public static ParsedMail Read(string file)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3") || Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "python3"))), "python3 is not installed");
        using var python = Process.Start(new ProcessStartInfo("python3") { ArgumentList = { "-c", Script, file }, RedirectStandardOutput = true })!;
        var json = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.Equal(0, python.ExitCode);
        var mail = JsonSerializer.Deserialize<ParsedMail>(json)!;
        Assert.Empty(mail.Defects);
        return mail;
    }
}
