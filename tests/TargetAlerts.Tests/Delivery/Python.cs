using System.Diagnostics;

namespace TargetAlerts.Tests.Delivery;

/// <summary>Python as a second opinion: its e-mail parser and its SMTP server know nothing of MimeKit.</summary>
internal static class Python
{
    /// <summary>The system's python first: Debian's packages belong to it.</summary>
    public static string? Find(string module) => new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(python => Runs(python, module));

    public static async Task<string> RunAsync(string python, string program, byte[] input, CancellationToken cancellationToken)
    {
        using var process = Start(python, program);
        await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(await errors);
    }

    public static Process Start(string python, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", program, .. arguments]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static bool Runs(string python, string module)
    {
        try
        {
            using var process = Start(python, "import " + module);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
