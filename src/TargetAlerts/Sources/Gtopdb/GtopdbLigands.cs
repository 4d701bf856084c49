using System.Net;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Gtopdb;

internal sealed record GtopdbLigand(string Id, string Name, bool Approved, bool Withdrawn)
{
    public static GtopdbLigand Parse(string id, byte[] body)
    {
        if (body.Length == 0) return Unnamed(id);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var name = root.ValueKind == JsonValueKind.Object ? GtopdbText.Plain(root.At("name").Text(400)) : "";
        if (name.Length == 0 || root.At("ligandId").ToString() is var own && own.Length > 0 && own != id) throw new SourceUnavailableException($"ligand {id} was asked for and something else answered");
        return new(id, name, GtopdbText.Flag(root.At("approved")), GtopdbText.Flag(root.At("withdrawn")));
    }

    public static GtopdbLigand Unnamed(string id) => new(id, $"ligand {id}", false, false);
}

/// <summary>Names and approval of ligands: interactions carry their numbers only. Each is asked for once in a check.</summary>
internal sealed class GtopdbLigands(SourceClient client)
{
    private readonly Dictionary<string, GtopdbLigand> _known = [];

    public async Task<GtopdbLigand> OfAsync(string id, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(id, out var known)) return known;
        var answer = await client.GetAsync($"ligands/{id}", BodyForm.JsonOrNothing, cancellationToken);
        return _known[id] = answer.Status == HttpStatusCode.NotFound ? GtopdbLigand.Unnamed(id)
            : answer.Ok ? GtopdbLigand.Parse(id, answer.Body) : throw new SourceUnavailableException($"the source answered {(int)answer.Status} for ligand {id}");
    }
}
