using System.Globalization;
using System.Text;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;
using TargetAlerts.Web.Pages.Admin;

namespace TargetAlerts.Web.Admin;

/// <param name="Owner">Masked: a list is looked at over shoulders.</param>
/// <param name="Last">"No. 12, sent".</param>
public sealed record AlertLine(string Id, string Title, string Owner, string When, string State, string Last);

/// <summary>Alerts of everybody. Their owners are told of what is done here.</summary>
internal static class AlertPages
{
    public static async Task<IResult> ListAsync(HttpContext http, AlertSearch search, TargetCatalog targets, FormGuard guard, CancellationToken cancellationToken)
    {
        var question = Question(http.Request);
        var page = Paging.Page(http.Request);
        var (found, total) = await search.FindAsync(question, (page - 1) * Paging.Size, Paging.Size, cancellationToken);
        return WebEndpoints.Page<AlertsPage>(new
        {
            Frame = AdminFrame.Of(http, guard),
            Alerts = (IReadOnlyList<AlertLine>)[.. found.Select(Line)],
            Total = total,
            question.Text,
            State = question.State is { } state ? AlertView.Word(state) : "",
            Target = question.Target ?? "",
            Targets = (IReadOnlyList<string>)[.. targets.All.Select(target => target.Symbol)],
            Paging = Paging.Of(page, page * Paging.Size < total, Choice(question)),
            Query = Paging.Of(0, true, Choice(question)).Older ?? "",
        });
    }

    /// <summary>All that the list would show, with whole addresses.</summary>
    public static async Task<IResult> ExportAsync(HttpContext http, AlertSearch search, CancellationToken cancellationToken)
    {
        var (found, _) = await search.FindAsync(Question(http.Request), 0, int.MaxValue, cancellationToken);
        var text = new StringBuilder("id,state,address,targets,frequency,day,at,zone,sources,kinds,changes,severity,terms,notTerms,heartbeat,created,confirmed,lastNumber,lastState\r\n");
        foreach (var (alert, number, state) in found)
        {
            var view = AlertView.Of(alert);
            text.Append(Csv.Line([
                view.Id, view.State, view.Email, List(view.Targets), view.Frequency, view.Day, view.At, view.TimeZone, List(view.Sources), List(view.Kinds), List(view.Changes), view.Severity,
                List(view.Terms), List(view.NotTerms), view.Heartbeat ? "yes" : "no", Instant(view.CreatedAt), view.ConfirmedAt is { } at ? Instant(at) : "", number?.ToString(CultureInfo.InvariantCulture) ?? "", state ?? ""]));
        }
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "alerts.csv");
    }

    public static async Task<IResult> ShowAsync(string id, HttpContext http, AlertStore alerts, MessageLog messages, AuditStore audit, AdminClock clock, FormGuard guard, CancellationToken cancellationToken) =>
        await alerts.FindAsync(id, cancellationToken) is { } alert
            ? await PageAsync(alert, "", "", http, messages, audit, clock, guard, StatusCodes.Status200OK, cancellationToken)
            : WebEndpoints.NotFound();

    public static async Task<IResult> ChangeAsync(
        string id, HttpContext http, AlertStore alerts, AlertLife life, AlertMove move, MessageLog messages, AuditStore audit, AdminClock clock, Links links, FormGuard guard, CancellationToken cancellationToken)
    {
        if (await alerts.FindAsync(id, cancellationToken) is not { } alert) return WebEndpoints.NotFound();
        var actor = AdminSession.Actor(http);
        var wish = http.Request.Form["do"].ToString();
        if (wish == "move")
        {
            var email = http.Request.Form["email"].ToString();
            try
            {
                var moved = await move.ToAsync(id, email, actor, cancellationToken);
                return AdminGate.GoTo(http, links, $"/admin/alerts/{moved}", "moved");
            }
            catch (UsageException refused)
            {
                return await PageAsync(alert, PlainText.Clean(email, 300), refused.Message, http, messages, audit, clock, guard, StatusCodes.Status400BadRequest, cancellationToken);
            }
        }
        var (after, wanted, said) = wish switch
        {
            "pause" => (await life.PauseAsync(id, null, actor, cancellationToken), AlertState.Paused, "paused"),
            "resume" => (await life.ResumeAsync(id, actor, cancellationToken), AlertState.Active, "resumed"),
            "remove" => (await life.RemoveAsync(id, cancellationToken, actor), AlertState.Removed, "removed"),
            _ => throw new UsageException("Nothing was chosen."),
        };
        if (after is null) return WebEndpoints.NotFound();
        if (after.State != wanted) throw new UsageException($"The alert is {AlertView.Word(after.State)}: it cannot be {said}. Nothing was changed.");
        return AdminGate.GoTo(http, links, $"/admin/alerts/{id}", alert.State == wanted ? "same" : said);
    }

    private static async Task<IResult> PageAsync(Alert alert, string email, string fault, HttpContext http, MessageLog messages, AuditStore audit, AdminClock clock, FormGuard guard, int status, CancellationToken cancellationToken) =>
        WebEndpoints.Page<AdminAlertPage>(new
        {
            Frame = AdminFrame.Of(http, guard),
            alert.Id,
            Alert = AlertInWords.Of(alert),
            alert.Address,
            Dates = (IReadOnlyList<AlertFact>)[
                new("Set", clock.When(alert.CreatedAt)),
                new("Confirmed", alert.ConfirmedAt is null ? "not yet" : $"{clock.When(alert.ConfirmedAt)}, {alert.Consent}"),
                new("Last digest", alert.LastNumber == 0 ? "none yet" : $"No. {alert.LastNumber}")],
            Messages = (IReadOnlyList<DeliveryLine>)[.. (await messages.ReadAsync("", alert.Id, 0, 10, cancellationToken)).Select(row => DeliveryPages.Line(row, clock))],
            Audit = await audit.ReadAsync(alert.Id, "", 0, 10, cancellationToken),
            Clock = clock.Zone,
            When = (Func<DateTimeOffset, string>)(at => clock.When(at)),
            Email = email,
            Fault = fault,
        }, status);

    private static AlertQuestion Question(HttpRequest request) => new(
        PlainText.Clean(request.Query["q"].ToString(), 254),
        Enum.TryParse<AlertState>(request.Query["state"], ignoreCase: true, out var state) && !char.IsDigit(request.Query["state"].ToString()[0]) ? state : null,
        PlainText.Clean(request.Query["target"].ToString(), 30) is { Length: > 0 } target ? target : null);

    private static (string, string)[] Choice(AlertQuestion question) =>
        [("q", question.Text), ("state", question.State is { } state ? AlertView.Word(state) : ""), ("target", question.Target ?? "")];

    private static AlertLine Line(FoundAlert found)
    {
        var words = AlertInWords.Of(found.Alert);
        return new(found.Alert.Id, words.Title, MailAddress.Mask(found.Alert.Address), words.Facts.First(fact => fact.Label == "When").Value, words.State,
            found.LastNumber is { } number ? $"No. {number}, {found.LastState}" : "");
    }

    private static string List(IReadOnlyList<string> words) => string.Join("; ", words);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
