using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TargetAlerts.Tests.Digests;

/// <summary>
/// Our mails beside caniemail's published data: what Gmail, Outlook on Windows or Apple Mail does not support may be used where a mail
/// reads well without it, which is said here, and nowhere else.
/// </summary>
public sealed class MailProgramTests
{
    /// <summary>What is used although a program lacks it, and why nothing is lost there.</summary>
    private static readonly Dictionary<string, string> s_enhancements = new()
    {
        [":hover"] = "underlines what is under a pointer; links are links without it",
        ["<style> element"] = "holds the dark colours and the narrow margins alone",
        ["@media"] = "chooses the dark colours and the narrow margins",
        ["Type selector"] = "stands in the style block alone",
        ["Local anchors"] = "the list of sections leads nowhere; the sections follow below",
        ["color-scheme CSS property"] = "tells that there are dark colours",
        ["color-scheme meta tag"] = "tells that there are dark colours",
        ["display:none"] = "hides the preheader, which max-height and overflow hide as well",
        ["max-height property"] = "hides the preheader, which display:none hides as well",
        ["overflow"] = "hides the preheader, which display:none hides as well",
        ["overflow-wrap"] = "breaks a word longer than a line, which word-break does as well",
        ["table-layout"] = "gives the numbers under the bars equal columns; without it they are nearly equal",
        ["white-space"] = "keeps a number and its period on one line",
        ["border-radius"] = "rounds the corners of a badge",
    };

    [Fact]
    public async Task Nothing_that_a_mail_program_lacks_is_relied_upon()
    {
        var scripts = Folder();
        var work = Directory.CreateTempSubdirectory("targetalerts-mail-programs-").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(scripts, "MailPrograms"))) File.Copy(file, Path.Combine(work, Path.GetFileName(file)));
            Assert.SkipUnless(await RunAsync("npm", work, "ci", "--no-audit", "--no-fund", "--silent") is (0, _), "caniemail's data cannot be had: npm is missing or reaches nothing");

            var (exit, said) = await RunAsync("node", work, ["check.mjs", .. Directory.GetFiles(Path.Combine(scripts, "Golden"), "*.html")]);

            Assert.Equal(0, exit);
            var missing = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).ToList();
            Assert.Contains(missing, one => one is ["outlook.windows", "border-radius"]);
            Assert.Empty(missing.Where(one => !s_enhancements.ContainsKey(one[1])).Select(one => $"{one[1]} is not supported by {one[0]}"));
            Assert.Empty(s_enhancements.Keys.Except(missing.Select(one => one[1])));
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<(int Exit, string Said)> RunAsync(string program, string folder, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, process.ExitCode == 0 ? said : await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
