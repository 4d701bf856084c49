using TargetAlerts.Checks;
using TargetAlerts.Settings;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.EndToEnd;

/// <summary>The main job on real input: recorded answers of the public sources, mailed through a real Postfix.</summary>
public sealed class ReplayTests
{
    /// <summary>A profile that matches what happens to be recorded, which is not about SERT.</summary>
    private static readonly DrugTarget Recorded = new()
    {
        Symbol = "SAMPLE",
        Name = "whatever the recorded answers are about",
        Names = [new("Phelan-McDermid"), new("patients"), new("rats"), new("treatment"), new("cells"), new("human"), new("study"), new("protein"), new("health"), new("children"), new("caries"), new("melanoma")],
        Drugs = [new("pembrolizumab"), new("Keytruda")],
    };

    [Fact]
    public async Task Real_papers_and_trials_reach_a_mailbox_through_a_real_relay()
    {
        await using var postfix = await PostfixServer.StartAsync();
        await using var service = await TestService.StartAsync(
            model => Replay.Load(RecordedAnswers.Folder(), model),
            options =>
            {
                (options.Mail.Host, options.Mail.Port, options.Mail.Security) = ("127.0.0.1", postfix.Port, MailSecurity.None);
                options.Mail.From = "TargetAlerts <alerts@example.org>";
            },
            [Recorded], start: new DateTimeOffset(2026, 11, 24, 6, 0, 0, TimeSpan.Zero));
        Assert.All(await service.CheckAsync(), report => Assert.Equal(CheckOutcome.Baseline, report.Outcome));
        await service.AddAlertAsync(request => request with { Targets = ["SAMPLE"], TimeZone = "Europe/Berlin" });

        service.Clock.Jump(TimeSpan.FromDays(7));
        service.Model.Advance();
        var checks = await service.CheckAsync();
        var digest = Assert.Single(await service.DigestNowAsync());
        var delivered = await service.DeliverAsync();
        await postfix.UntilDeliveredAsync(1);

        Assert.All(checks, report => Assert.Equal(CheckOutcome.Complete, report.Outcome));
        Assert.True(checks.Sum(report => report.Added) > 20, "the later part of the recordings is news");
        Assert.Equal((1, 0), (delivered.Sent, delivered.Failed));
        var mail = ParsedMail.Read(Assert.Single(postfix.Delivered));
        Assert.Matches($"^SAMPLE weekly: .* · {digest.Items} items, ", mail.Subject);
        Assert.Contains("https://pubmed.ncbi.nlm.nih.gov/", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://clinicaltrials.gov/study/NCT", mail.Text, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("TARGETALERTS_KEEP") is { } keep) File.Copy(postfix.Delivered[0], Path.Combine(keep, "replay.eml"), overwrite: true);
    }
}
