using Microsoft.Extensions.Primitives;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Upstreams.Hosting;

/// <summary>Takes each request to its source: log, rate limit, fault, answer.</summary>
internal sealed class Doorman(IReadOnlyList<IStandIn> sources, RequestLog log, FaultList faults, RateLimit limit, TimeProvider clock, CancellationToken stopping)
{
    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (sources.FirstOrDefault(source => path.StartsWith(source.Prefix, StringComparison.Ordinal)) is not { } source)
            return false;
        var rest = path[source.Prefix.Length..];
        var parameters = await ReadAsync(context.Request);
        var body = context.Request.HasFormContentType ? "" : await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
        var logged = log.Add(Note(context.Request, source, rest, parameters) with { Body = body });
        var met = faults.Meet(logged);
        var ask = new Ask(logged.Endpoint, context.Request.Method, rest, parameters)
        {
            BasePath = $"{context.Request.Scheme}://{context.Request.Host}",
            Body = body,
            Header = name => Text(context.Request.Headers[name]),
            QueryString = context.Request.QueryString.Value ?? "",
            Fault = met?.Fault.Kind,
            TotalShift = met?.Fault.Kind switch
            {
                FaultKind.WrongTotal => 7,
                FaultKind.ChangingTotal => met.Value.Hit,
                _ => 0,
            },
        };
        var answer = limit.Refusal(source.Source, context.Response.Headers) ?? source.Answer(ask);
        log.Close(logged, Sent(answer, met?.Fault), met?.Fault.Kind.ToString());
        await new Framing(context, stopping).SendAsync(answer, met?.Fault);
        return true;
    }

    private LoggedRequest Note(HttpRequest request, IStandIn source, string rest, Parameters parameters) =>
        new(clock.GetUtcNow(), source.Source, source.Endpoint(rest), request.Method, $"{request.Path}{request.QueryString}", parameters.All)
        {
            UserAgent = Text(request.Headers.UserAgent),
            From = Text(request.Headers.From),
            AcceptEncoding = Text(request.Headers.AcceptEncoding),
        };

    private static int Sent(Answer answer, Fault? fault) => fault?.Kind switch
    {
        FaultKind.Status => fault.Status,
        FaultKind.Silence => 0,
        FaultKind.Html or FaultKind.PrologOnly or FaultKind.DeepNesting => StatusCodes.Status200OK,
        _ => answer.Status,
    };

    private static string? Text(StringValues values) => values.Count == 0 ? null : values.ToString();

    private static async Task<Parameters> ReadAsync(HttpRequest request)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(request.HttpContext.RequestAborted) : null;
        return new Parameters([.. Pairs(request.Query), .. form is null ? [] : Pairs(form)]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IEnumerable<KeyValuePair<string, StringValues>> values) =>
        values.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")));
}
