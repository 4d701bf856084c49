using TargetAlerts.Tests.Commands;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Genes;

namespace TargetAlerts.Tests.Targets;

/// <summary>targets resolve, add and remove as they are typed.</summary>
public sealed class TargetCommandsTests
{
    [Fact]
    public async Task A_target_is_resolved_added_checked_and_removed()
    {
        var model = new UpstreamModel();
        SampleGenes.AddTo(model.Genes);
        await using var upstream = await UpstreamHost.StartAsync(model, null, TestContext.Current.CancellationToken);
        using var program = new TargetAlertsProcess(upstream);
        foreach (var (name, path) in new[] { ("hgnc", "/hgnc/"), ("mygene", "/mygene/v3/"), ("uniprot", "/genes/uniprot/"), ("chembl", "/genes/chembl/") })
        {
            program.Environment[$"TARGETALERTS__Sources__{name}__Enabled"] = "true";
            program.Environment[$"TARGETALERTS__Sources__{name}__BaseUrl"] = upstream.Url + path;
            program.Environment[$"TARGETALERTS__Sources__{name}__RequestsPerSecond"] = "1000";
        }

        var resolved = await program.JsonAsync("targets", "resolve", "HTT");
        Assert.Equal(["HGNC:4851", "HGNC:11050"], resolved.GetProperty("candidates").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, resolved.GetProperty("clear").ValueKind);

        var nothing = await program.CallAsync("targets", "resolve", "xyzzy-17", "--json");
        Assert.Equal((2, "Nothing found for \"xyzzy-17\".", 0), (nothing.Code, Assert.Single(nothing.Faults), nothing.Json.GetProperty("candidates").GetArrayLength()));

        var refused = await program.CallAsync("targets", "add", "HTT");
        Assert.Equal(1, refused.Code);
        Assert.Contains("previous symbol HTT (HGNC)", refused.Out, StringComparison.Ordinal);
        Assert.Contains("nothing was added", refused.Error, StringComparison.Ordinal);

        var added = await program.JsonAsync("targets", "add", "HER1");
        Assert.Equal(("added", "EGFR", Path.Combine("config", "targets", "EGFR.json")), (added.GetProperty("state").GetString(), added.GetProperty("target").GetString(), added.GetProperty("file").GetString()));
        var shown = await program.DoneAsync("targets", "show", "P00533");
        Assert.Contains("UniProt 2025_04, read ", shown.Out, StringComparison.Ordinal);
        var alert = (await program.JsonAsync("alerts", "add", "--email", "ada@example.org", "--target", "EGFR", "--confirmed")).GetProperty("id").GetString()!;

        var held = await program.CallAsync("targets", "remove", "EGFR", "--json");
        Assert.Equal((1, "refused", alert), (held.Code, held.Json.GetProperty("state").GetString(), held.Json.GetProperty("alerts")[0].GetString()));
        Assert.Contains("Nothing was removed", held.Error, StringComparison.Ordinal);
        var removed = await program.DoneAsync("targets", "remove", "EGFR", "--force");
        Assert.Contains(Path.Combine("config", "targets", "EGFR.json.removed"), removed.Out, StringComparison.Ordinal);
        Assert.Contains($"1 alert(s) still name it and will get nothing of it: {alert}", removed.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await program.CallAsync("targets", "remove", "EGFR")).Code);
    }
}
