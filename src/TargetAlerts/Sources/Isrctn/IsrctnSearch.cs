using System.Globalization;
using System.Runtime.CompilerServices;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Isrctn;

/// <summary>Asks the one address there is. It has no pages: what is too much for one answer is asked for in spans of edit time.</summary>
internal sealed class IsrctnSearch(SourceClient client)
{
    // A record is up to 100 KB; an answer must stay well under the cap of a body.
    private const int Most = 150;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public async Task<IsrctnAnswer> AskAsync(string query, int limit, CancellationToken cancellationToken)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"query/format/default?q={Uri.EscapeDataString(query)}&limit={limit}");
        var answer = await client.GetAsync(address, BodyForm.Xml, cancellationToken);
        if (!answer.Ok) throw new SourceUnavailableException($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
        if (answer.ContentType?.Contains("xml", StringComparison.OrdinalIgnoreCase) == false) throw new SourceUnavailableException($"the answer is {answer.ContentType} instead of XML");
        return IsrctnAnswer.Parse(answer.Body);
    }

    /// <summary>The answers that together hold all that was edited in the span, oldest first, each with the total of the whole span.</summary>
    /// <param name="sized">Counts before it reads.</param>
    public async IAsyncEnumerable<(IsrctnAnswer Answer, int Whole)> SpansAsync(string query, DateTimeOffset from, DateTimeOffset to, bool sized, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int? whole = null;
        var open = new Stack<(DateTimeOffset From, DateTimeOffset To)>([(from, to)]);
        while (open.TryPop(out var span))
        {
            var within = IsrctnQuery.Within(query, span.From, span.To);
            var atom = span.To - span.From <= Shortest;
            var answer = await AskAsync(within, sized ? 0 : Most, cancellationToken);
            whole ??= answer.Total;
            if (sized && answer.Total == 0)
            {
                // Nothing to read; the first span still says so.
                if (open.Count == 0 && whole == 0) yield return (answer, 0);
                continue;
            }
            if (answer.Total > Most && !atom)
            {
                sized = true;
                var middle = span.From + (span.To - span.From) / 2;
                open.Push((middle, span.To));
                open.Push((span.From, middle));
                continue;
            }
            if (sized || answer.Total > Most)
            {
                var said = answer.Total;
                answer = await AskAsync(within, Math.Max(Most, said), cancellationToken);
                if (answer.Total != said) throw new SourceUnavailableException($"its total changed while it was read ({said}, then {answer.Total})");
            }
            var ids = answer.Ids.ToList();
            if (ids.Count != answer.Total) throw new SourceUnavailableException($"the answer is not whole ({answer.Total} said, {ids.Count} given)");
            if (ids.Distinct().Count() != ids.Count) throw new SourceUnavailableException("a trial came twice");
            yield return (answer, whole.Value);
        }
    }
}
