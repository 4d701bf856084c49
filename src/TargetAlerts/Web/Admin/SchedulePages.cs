using System.Globalization;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages.Admin;

namespace TargetAlerts.Web.Admin;

/// <summary>The schedule as it is filled in, and what is to be mended by field.</summary>
public sealed record ScheduleForm
{
    public required string Default { get; init; }

    public required string At { get; init; }

    public required string On { get; init; }

    public required IReadOnlyList<ScheduleRow> Rows { get; init; }

    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public string Fault(string field) => Faults.GetValueOrDefault(field, "");
}

/// <param name="Own">As typed; empty: by the settings.</param>
/// <param name="Settings">What holds without it: "weekly", or "the default".</param>
public sealed record ScheduleRow(string Name, string Label, string Own, string Settings);

/// <summary>How often each source is asked. What is set here is kept in the database and wins over the settings.</summary>
internal static class SchedulePages
{
    public static async Task<IResult> ShowAsync(HttpContext http, ServiceOptions options, SourceRegistry sources, ScheduleChoiceStore store, FormGuard guard, CancellationToken cancellationToken)
    {
        var chosen = await store.ReadAsync(cancellationToken);
        return Page(http, guard, options, new()
        {
            Default = chosen.Default is { } frequency ? AlertView.Word(frequency) : "",
            At = chosen.At?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
            On = chosen.On is { } day ? AlertView.Word(day) : "",
            Rows = Rows(options, sources, name => chosen.Sources.GetValueOrDefault(name, "")),
        }, StatusCodes.Status200OK);
    }

    public static async Task<IResult> SaveAsync(HttpContext http, ServiceOptions options, SourceRegistry sources, ScheduleChoiceStore store, AuditStore audit, Links links, TimeProvider time, FormGuard guard, CancellationToken cancellationToken)
    {
        var form = http.Request.Form;
        var filled = new ScheduleForm
        {
            Default = form["default"].ToString(),
            At = form["at"].ToString().Trim(),
            On = form["on"].ToString(),
            Rows = Rows(options, sources, name => PlainText.Clean(form[$"source-{name}"].ToString(), 100)),
        };
        var faults = new Dictionary<string, string>();
        var next = new ScheduleChoices
        {
            Default = filled.Default.Length == 0 ? null : Try("default", () => AlertChoices.Choice<Frequency>("frequency", filled.Default)),
            At = filled.At.Length == 0 ? null : Try("at", () => AlertChoices.Time(filled.At)),
            On = filled.On.Length == 0 ? null : Try("on", () => AlertChoices.Weekday(filled.On)),
            Sources = filled.Rows.Where(row => row.Own.Length > 0).ToDictionary(row => row.Name, row => row.Own),
        };
        foreach (var (name, own) in next.Sources)
        {
            if (!FrequencyBounds.Hold(own, time.GetUtcNow())) faults[$"source-{name}"] = $"Must be {FrequencyBounds.Allowed}.";
        }
        if (faults.Count > 0) return Page(http, guard, options, filled with { Faults = faults }, StatusCodes.Status400BadRequest);
        await store.WriteAsync(next, cancellationToken);
        await audit.AddAsync(AdminSession.Actor(http), "schedule", "sources", string.Join(", ", next.Sources.Select(pair => $"{pair.Key} {pair.Value}").Prepend($"default {Said(filled.Default)} at {Said(filled.At)} on {Said(filled.On)}")), cancellationToken);
        return AdminGate.GoTo(http, links, "/admin/schedule", "schedule");

        T? Try<T>(string field, Func<T> read) where T : struct
        {
            try
            {
                return read();
            }
            catch (UsageException refused)
            {
                faults[field] = refused.Message;
                return null;
            }
        }
    }

    private static string Said(string own) => own.Length == 0 ? "as in the settings" : own;

    private static List<ScheduleRow> Rows(ServiceOptions options, SourceRegistry sources, Func<string, string> own) =>
        [.. sources.All.Select(source => source.Description).OrderBy(source => source.Label, StringComparer.OrdinalIgnoreCase)
            .Select(source => new ScheduleRow(source.Name.Value, source.Label, own(source.Name.Value), options.Sources.GetValueOrDefault(source.Name.Value)?.Frequency ?? (source.Usually is { } usually ? AlertView.Word(usually) : "the default")))];

    private static IResult Page(HttpContext http, FormGuard guard, ServiceOptions options, ScheduleForm form, int status) => WebEndpoints.Page<SchedulePage>(new
    {
        Frame = AdminFrame.Of(http, guard),
        Form = form,
        Default = AlertView.Word(options.Schedule.Default),
        At = options.Schedule.At.ToString("HH:mm", CultureInfo.InvariantCulture),
        On = AlertView.Word(options.Schedule.On),
        Zone = options.Schedule.TimeZone,
    }, status);
}
