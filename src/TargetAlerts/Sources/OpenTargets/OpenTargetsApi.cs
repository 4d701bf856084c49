using System.Net;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenTargets;

/// <summary>The schema no longer knows what was asked for (400), or does not know the target: the question's fault, not an outage.</summary>
internal sealed class RefusedQuestionException(string message) : Exception(message)
{
    public const string NotKnown = "the target is not known";
}

/// <summary>Asks the GraphQL address.</summary>
internal sealed class OpenTargetsApi(SourceClient client)
{
    /// <exception cref="RefusedQuestionException">A 400: validation, depth, complexity, syntax.</exception>
    /// <exception cref="SourceUnavailableException">Anything else that is not a whole answer.</exception>
    public async Task<JsonElement> AskAsync(string query, object variables, CancellationToken cancellationToken)
    {
        var answer = await client.PostJsonAsync("graphql", JsonSerializer.Serialize(new { query, variables }), cancellationToken);
        if (answer.Status == HttpStatusCode.BadRequest && answer.ContentType != "text/html") throw new RefusedQuestionException(OpenTargetsAnswer.Complaint(answer.Body) ?? answer.Excerpt);
        if (!answer.Ok) throw new SourceUnavailableException($"the source answered {(int)answer.Status}{(answer.ContentType == "text/html" ? "" : $": “{answer.Excerpt}”")}");
        return OpenTargetsAnswer.Data(answer.Body);
    }
}
