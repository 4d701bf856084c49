using System.CommandLine;
using TargetAlerts.Digests;
using TargetAlerts.Settings;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Commands;

/// <summary>preview: what an alert would have sent, as files.</summary>
internal static class PreviewCommand
{
    private const int Longest = 366;

    public static Command Create()
    {
        var days = new Option<int>("--days") { Description = $"How far to look back, 1 to {Longest} (default 90).", HelpName = "N", DefaultValueFactory = _ => 90 };
        var folder = new Option<string?>("--out") { Description = "Where the files go (default: preview in the data directory).", HelpName = "DIR" };
        var words = new AlertOptions();
        var command = new Command("preview", "What an alert would have sent: each mail as .html, .txt and .eml. Nothing is stored or sent.") { days, folder };
        words.AddTo(command);
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var back = parsed.GetValue(days);
            if (back is < 1 or > Longest) throw new UsageException($"--days {back}: must be 1 to {Longest}.");
            var request = words.Read(parsed);
            if (request.Targets.Count == 0) throw new UsageException("A preview needs --target.");
            var alert = services.GetRequiredService<AlertDesk>().Draft(request);
            var files = PreviewFiles.In(parsed.GetValue(folder) ?? Path.Combine(services.GetRequiredService<ServiceOptions>().DataDirectory, "preview"));
            var (report, mails) = await services.GetRequiredService<DigestPreview>().MakeAsync(alert, back, cancellationToken);
            string[] targets = [.. alert.Wish.Targets.Keys];
            var rows = report.Recorded is null ? [] : await files.WriteAsync(string.Join('+', targets), mails, cancellationToken);
            var document = new { targets, days = back, recordedSince = report.Recorded?.Whole, estimate = report.Caution.Length > 0, note = report.Recorded is null ? Empty(targets) : report.Caution, folder = files.Folder, mails = rows };
            output.Write(document, report.Recorded is null ? [] : Lines(report, rows, files.Folder));
            if (report.Recorded is not null) return Cli.Done;
            Output.Fault(Empty(targets));
            return Cli.Failed;
        });
        return command;
    }

    private static string Empty(string[] targets) =>
        $"Nothing is stored about {Phrases.Join(targets)} yet, so there is nothing to preview. Run \"targetalerts check {string.Join(' ', targets.Select(target => $"--target {target}"))}\" first.";

    private static IEnumerable<string> Lines(BackTestReport report, IReadOnlyList<PreviewRow> rows, string folder)
    {
        yield return report.Periods.Count == 0
            ? $"No mail falls into the last {Phrases.Count(report.Days, "day")}: --days 7 holds one of a weekly alert."
            : $"In the last {Phrases.Count(report.Days, "day")} this alert would have sent {Phrases.Count(rows.Count, "mail")} with {Phrases.Count(rows.Sum(row => row.Items), "item")}.";
        if (report.Caution.Length > 0) yield return report.Caution;
        if (rows.Count == 0) yield break;
        yield return "";
        foreach (var row in rows) yield return $"{Path.GetFileNameWithoutExtension(row.Eml)}  {row.Subject}";
        yield return "";
        yield return $"Each as .html, .txt and .eml in {folder}";
    }
}
