using System.CommandLine;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Commands;

/// <summary>alerts: who is told what, and when.</summary>
internal static class AlertsCommand
{
    public static Command Create()
    {
        var list = new Command("list", "All alerts.");
        list.Act(async (_, services, output, cancellationToken) =>
        {
            var alerts = await services.GetRequiredService<AlertDesk>().ListAsync(cancellationToken);
            output.Write(new { alerts }, alerts.Count == 0 ? ["No alerts yet: targetalerts alerts add --email you@example.org --target SERT"] : alerts.Select(Line));
            return Cli.Done;
        });
        return new("alerts", "Who is told what, and when.")
        {
            Add(), list, Edit(),
            One("show", "One alert.", (desk, id, cancellationToken) => desk.ShowAsync(id, cancellationToken)),
            Pause(),
            One("resume", "Go on after a pause.", (desk, id, cancellationToken) => desk.ResumeAsync(id, cancellationToken)),
            One("remove", "End an alert.", (desk, id, cancellationToken) => desk.RemoveAsync(id, cancellationToken)),
        };
    }

    private static Command Add()
    {
        var email = Cli.Many("--email", "Address; each gets an alert of its own.", "ADDRESS");
        var confirmed = new Option<bool>("--confirmed") { Description = "You vouch for the subscriber's consent: no confirmation mail." };
        var words = new AlertOptions();
        var command = new Command("add", "Set an alert.") { email, confirmed };
        words.AddTo(command);
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var request = words.Read(parsed) with { Emails = parsed.GetValue(email) ?? [], Confirmed = parsed.GetValue(confirmed) };
            var added = await services.GetRequiredService<AlertDesk>().AddAsync(request, cancellationToken);
            object document = added.Count == 1 ? added[0] : new { added[0].Id, added[0].State, alerts = added };
            output.Write(document, added.Select(alert => alert.State == "pending"
                ? $"Alert {alert.Id} waits to be confirmed: a mail with a link is on its way."
                : $"Alert {alert.Id} is active."));
            return Cli.Done;
        });
        return command;
    }

    private static Command Edit()
    {
        var id = new Argument<string>("id") { Description = "The alert." };
        var words = new AlertOptions();
        var command = new Command("edit", "Change what is given; the rest stays.") { id };
        words.AddTo(command);
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var alert = await services.GetRequiredService<AlertDesk>().EditAsync(parsed.GetValue(id)!, words.Read(parsed), cancellationToken);
            output.Write(alert, [Line(alert)]);
            return Cli.Done;
        });
        return command;
    }

    private static Command Pause()
    {
        var id = new Argument<string>("id") { Description = "The alert." };
        var until = new Option<string?>("--until") { Description = "The first day on which it is sent again, in its time zone.", HelpName = "2026-12-24" };
        var command = new Command("pause", "Send nothing until it is resumed, or until a day.") { id, until };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var alert = await services.GetRequiredService<AlertDesk>().PauseAsync(parsed.GetValue(id)!, cancellationToken, parsed.GetValue(until));
            output.Write(alert, [Line(alert)]);
            return Cli.Done;
        });
        return command;
    }

    private static Command One(string verb, string description, Func<AlertDesk, string, CancellationToken, Task<AlertView>> action)
    {
        var id = new Argument<string>("id") { Description = "The alert." };
        var command = new Command(verb, description) { id };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var alert = await action(services.GetRequiredService<AlertDesk>(), parsed.GetValue(id)!, cancellationToken);
            output.Write(alert, [Line(alert)]);
            return Cli.Done;
        });
        return command;
    }

    private static string Line(AlertView alert) =>
        $"{alert.Id}  {alert.State,-8} {alert.Email}  {string.Join(", ", alert.Targets)}  {alert.Frequency}{(alert.Frequency == "weekly" ? $" on {alert.Day}" : "")} at {alert.At} ({alert.TimeZone}){(alert.PausedUntil is { } until ? $", until {AlertPause.Text(until)}" : "")}{(alert.Mutes.Count > 0 ? $", {alert.Mutes.Count} muted" : "")}";
}
