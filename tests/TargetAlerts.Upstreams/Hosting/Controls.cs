using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Upstreams.Hosting;

/// <summary>What a person or a script can do from outside, under /_stand-in/.</summary>
internal sealed class Controls(UpstreamHost host)
{
    private const string Prefix = "/_stand-in";

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        Encoder = Texts.PlainJson.Encoder,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Prefix, out var rest))
            return false;
        var (status, answer) = Act($"{context.Request.Method} {rest.Value?.TrimEnd('/')}", context.Request.Query);
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(answer, Shape, context.RequestAborted);
        return true;
    }

    private (int Status, object Answer) Act(string action, IQueryCollection query)
    {
        try
        {
            return action switch
            {
                "GET " => (200, State()),
                "GET /log" => (200, host.Log.Requests),
                "POST /log/clear" => Done(host.Log.Clear),
                "POST /advance" => (200, new { Happened = host.Model.Advance(), State = State() }),
                "POST /fault" => Done(() => host.Faults.Add(Fault(query))),
                "POST /faults/clear" => Done(host.Faults.Clear),
                "POST /rate" => Done(() => host.PubMedRequestsPerSecond = query["perSecond"].Count == 0 ? null : Number(query, "perSecond", 3)),
                "POST /delete" => Done(() => Delete(query["id"].ToString())),
                "POST /retract" => Done(() => host.Model.PubMed.Retract(Number(query, "id", 0), Number(query, "notice", 0))),
                "POST /merge" => Done(() => host.Model.Trials.Merge(query["id"].ToString(), query["into"].ToString())),
                _ => (404, new { Error = $"no such control: {action}" }),
            };
        }
        catch (Exception problem) when (problem is ArgumentException or KeyNotFoundException or FormatException)
        {
            return (400, new { Error = problem.Message });
        }
    }

    private object State() => new
    {
        Articles = host.Model.PubMed.Count,
        Studies = host.Model.Trials.Count,
        host.Model.Trials.DataTimestamp,
        Requests = host.Log.Requests.Count,
        Faults = host.Faults.Count,
    };

    private (int Status, object Answer) Done(Action action)
    {
        action();
        return (200, State());
    }

    private void Delete(string id)
    {
        var gone = int.TryParse(id, CultureInfo.InvariantCulture, out var pmid) ? host.Model.PubMed.Delete(pmid) : host.Model.Trials.Delete(id);
        if (!gone)
            throw new KeyNotFoundException($"no record {id}");
    }

    private static Fault Fault(IQueryCollection query)
    {
        UpstreamSource? source = query.ContainsKey("source") ? Enum.Parse<UpstreamSource>(query["source"].ToString(), ignoreCase: true) : null;
        var endpoint = query.ContainsKey("endpoint") ? query["endpoint"].ToString() : null;
        return new Fault(
            new FaultMatch(source, endpoint, Number(query, "from", 1)),
            Enum.Parse<FaultKind>(query["kind"].ToString(), ignoreCase: true),
            query["times"] == "always" ? Faults.Fault.Always : Number(query, "times", 1))
        {
            Status = Number(query, "status", 503),
            RetryAfter = query.ContainsKey("retryAfter") ? TimeSpan.FromSeconds(Number(query, "retryAfter", 0)) : null,
        };
    }

    private static int Number(IQueryCollection query, string name, int otherwise) =>
        query.ContainsKey(name) ? int.Parse(query[name].ToString(), CultureInfo.InvariantCulture) : otherwise;
}
