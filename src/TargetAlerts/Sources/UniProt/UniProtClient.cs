using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.UniProt;

/// <summary>What came of asking for an accession: one of an entry, its successors, its absence.</summary>
internal sealed record UniProtAnswer
{
    public string? Release { get; init; }

    public SourceRecord? Entry { get; init; }

    public UnreadableRecord? Unreadable { get; init; }

    public IReadOnlyList<string> Survivors { get; init; } = [];

    public bool Absent { get; init; }
}

/// <summary>Asks past the caches (12 to 24 hours), and follows an accession to where it went.</summary>
internal sealed partial class UniProtClient(SourceClient client)
{
    private const int MostHops = 3;

    /// <summary>The current release; null where no answer tells it: then each check reads the entries.</summary>
    public async Task<string?> ReleaseAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync("uniprotkb/search?query=reviewed%3Atrue&fields=accession&format=json&size=1", cancellationToken);
        return answer.Ok ? Release(answer) : null;
    }

    /// <param name="release">The release this check stands for: an answer of another one is a cache's, or the release is just being made.</param>
    public async Task<UniProtAnswer> EntryAsync(string accession, string? release, CancellationToken cancellationToken)
    {
        var at = accession;
        IReadOnlyList<string> survivors = [];
        for (var hop = 0; hop <= MostHops; hop++)
        {
            var answer = await AskAsync($"uniprotkb/{at}.json", cancellationToken);
            if (answer.Status == HttpStatusCode.Gone) return new() { Release = Release(answer), Absent = true };
            if (release is not null && Release(answer) is { } said && said != release) throw new SourceUnavailableException($"it answers with release {said} beside {release}");
            if (answer.Status == HttpStatusCode.NotFound && IsWord(answer)) return new() { Release = Release(answer), Absent = true };
            if ((int)answer.Status is >= 300 and < 400)
            {
                at = Target(answer) is { } next && next != at ? next : throw new SourceUnavailableException($"{at} is sent to an address that names no accession");
                survivors = [at];
                continue;
            }
            if (!answer.Ok) throw new SourceUnavailableException($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
            return Read(at, survivors, answer);
        }
        throw new SourceUnavailableException($"{accession} is sent from one accession to the next");
    }

    /// <summary>An entry as it came; a stub of a retired one is told by its type.</summary>
    public static UniProtAnswer Read(string asked, byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.At("primaryAccession").ValueKind != JsonValueKind.String) throw new SourceUnavailableException("the answer is not as documented (no primaryAccession)");
        var accession = root.At("primaryAccession").Text(20);
        if (root.At("entryType").Text(60) == "Inactive") return Retired(accession, root.At("inactiveReason"));
        if (!UniProtSource.IsAccession(accession)) throw new SourceUnavailableException("an entry without a readable accession");
        if (accession != asked && !root.At("secondaryAccessions").Texts().Contains(asked)) throw new SourceUnavailableException($"{asked} was asked for and {accession} answered");
        UniProtEntry.DemandWhole(root);
        try
        {
            return new() { Entry = UniProtEntry.Record(accession, root), Survivors = accession == asked ? [] : [accession] };
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            return new() { Unreadable = new(accession, error.Message) };
        }
    }

    private static UniProtAnswer Read(string asked, IReadOnlyList<string> survivors, SourceAnswer answer)
    {
        var read = Read(asked, answer.Body);
        return read with { Release = Release(answer), Survivors = read.Survivors.Count > 0 ? read.Survivors : survivors };
    }

    // MERGED and DEMERGED name their successors; DELETED has none. The spelling of the reason is not relied on.
    private static UniProtAnswer Retired(string accession, JsonElement reason)
    {
        var successors = reason.At("mergeDemergeTo").Texts().Where(UniProtSource.IsAccession).ToList();
        return successors.Count > 0 ? new() { Survivors = successors } : new() { Absent = reason.ValueKind == JsonValueKind.Object ? true : throw new SourceUnavailableException($"{accession} is inactive without a reason") };
    }

    private async Task<SourceAnswer> AskAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.Access.BaseUrl, path));
        request.Headers.CacheControl = new() { NoCache = true };
        return await client.SendAsync(request, BodyForm.Json, cancellationToken);
    }

    private static string? Release(SourceAnswer answer) => answer.Header("X-UniProt-Release") is { } release && ReleaseShape().IsMatch(release) ? release : null;

    private static string? Target(SourceAnswer answer) =>
        answer.Location?.OriginalString.Split('?')[0].Split('/')[^1].Split('.')[0] is { } last && UniProtSource.IsAccession(last) ? last : null;

    // "Resource not found", in the source's own envelope; a gateway's page proves nothing.
    private static bool IsWord(SourceAnswer answer) => answer.Body.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8) && BodyForms.Fault(answer.Body, BodyForm.Json) is null
        && JsonDocument.Parse(answer.Body).RootElement.At("messages").ValueKind == JsonValueKind.Array;

    [GeneratedRegex("^[0-9]{4}_[0-9]{2}$")]
    private static partial Regex ReleaseShape();
}
