using TargetAlerts.Checks;
using TargetAlerts.Settings;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.DailyMed;

namespace TargetAlerts.Tests.Sources.DailyMed;

/// <summary>Made-up labels of two drugs, and a service that knows them.</summary>
internal static class Labels
{
    public const string Source = "dailymed", Others = "others-sertraline";

    public const string Boxed = "Antidepressants increased the risk of made-up thoughts in young adults aged 18 to 24 years. Closely monitor all patients.";

    public static readonly DateOnly Long = new(2025, 11, 1);

    public static readonly DrugTarget Target = new()
    {
        Symbol = "SERT",
        Name = "made-up profile of two drugs",
        Names = [new("SERT protein")],
        Drugs = [new("sertraline"), new("citalopram"), new("unheard-of")],
    };

    public static string Id(int at) => $"00000000-0000-4000-8000-{at:D12}";

    public static Label Label(int at, bool original = true) => new()
    {
        SetId = Id(at),
        Version = 3,
        Published = Long,
        Effective = Long,
        Product = original ? $"Madeupline {at}" : "Sertraline hydrochloride",
        Labeler = $"Made-up Laboratories {at}",
        Category = original ? ("C73594", "NDA") : ("C73584", "ANDA"),
        Application = original ? $"NDA99{at:D4}" : $"ANDA98{at:D4}",
        Sections = new Dictionary<string, IReadOnlyList<string>>
        {
            ["34066-1"] = [Boxed],
            ["34067-9"] = ["Made-up tablets are indicated for made-up disorder."],
            ["34070-3"] = ["Do not use with made-up inhibitors [see Warnings and Precautions (5.2)]."],
            ["43685-7"] = ["Made-up syndrome has been reported. Monitor for its emergence."],
            ["34084-4"] = ["Nausea and other made-up reactions."],
            ["34069-5"] = ["Bottles of 30."],
        },
    };

    public static Label With(this Label label, string code, params string[] paragraphs)
    {
        var sections = new Dictionary<string, IReadOnlyList<string>>(label.Sections);
        if (paragraphs.Length == 0) sections.Remove(code);
        else sections[code] = paragraphs;
        return label with { Sections = sections };
    }

    /// <summary>Labels 1 to 4 are originals, 101 to 150 generics of sertraline; 201 to 203 are generics of citalopram, which has no original.</summary>
    public static async Task<TestService> KnownAsync(Action<ServiceOptions>? configure = null)
    {
        var service = await TestService.StartAsync(model => model.Labels.Add(
        [
            .. Enumerable.Range(1, 4).Select(at => Label(at)),
            .. Enumerable.Range(101, 50).Select(at => Label(at, original: false)),
            .. Enumerable.Range(201, 3).Select(at => Label(at, original: false) with { Product = "Citalopram", Ingredient = "CITALOPRAM HYDROBROMIDE", Moiety = "CITALOPRAM" }),
            Label(900) with { Product = "Escitalopram", Ingredient = "ESCITALOPRAM OXALATE", Moiety = "ESCITALOPRAM" },
        ]), configure, [Target], sources: [UpstreamSource.DailyMed]);
        var report = await service.CheckOneAsync(Source);
        Assert.Equal((CheckOutcome.Baseline, 8), (report.Outcome, report.Seen));
        return service;
    }

    public static async Task<CheckReport> NextAsync(this TestService service, double days = 1, bool full = false)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        service.Upstream.Log.Clear();
        return await service.CheckOneAsync(Source, full);
    }
}
