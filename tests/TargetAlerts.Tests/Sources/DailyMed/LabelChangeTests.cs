using TargetAlerts.Checks;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Sources.DailyMed;

/// <summary>What of a label is told, and what it costs.</summary>
public sealed class LabelChangeTests
{
    private const int Low = 0, Normal = 1, High = 2;

    private static int Requests(TestService service, string? endpoint = null) => service.Upstream.Log.Of(UpstreamSource.DailyMed, endpoint).Count;

    [Fact]
    public async Task The_baseline_is_silent_and_an_unchanged_build_costs_one_request()
    {
        await using var service = await Labels.KnownAsync();
        // The gate; three drugs listed, one of them by NDA, one by NDA and BLA; seven labels read.
        Assert.Equal((7, 7), (Requests(service, "spls"), Requests(service, "spl")));

        var report = await service.NextAsync();

        Assert.Equal((CheckOutcome.Complete, 1, 0), (report.Outcome, Requests(service), await service.ChangesAsync()));
        Assert.Equal("TargetAlerts", service.Upstream.Log.Requests[0].UserAgent!.Split('/')[0]);
    }

    [Fact]
    public async Task A_new_build_without_news_costs_one_request_a_drug()
    {
        await using var service = await Labels.KnownAsync();
        service.Model.Labels.Add(Labels.Label(900) with { Product = "Escitalopram", Ingredient = "ESCITALOPRAM OXALATE", Published = new(2026, 3, 2) });

        await service.NextAsync();

        Assert.Equal((4, 0, 0), (Requests(service, "spls"), Requests(service, "spl"), await service.ChangesAsync()));
        Assert.All(service.Upstream.Log.Requests.Skip(1), request => Assert.Equal(("2025-10-25", "gte"), (request["published_date"], request["published_date_comparison"])));
    }

    public static TheoryData<string, string?, string, int> Differences => new()
    {
        { "34066-1", Labels.Boxed.Replace("24", "29", StringComparison.Ordinal), "updated: boxedWarning", High },
        { "34066-1", null, "updated: boxedWarning", High },
        { "34067-9", "Made-up tablets are indicated for another disorder.", "updated: indications", High },
        { "34070-3", "Do not use with made-up inhibitors or made-up opioids.", "updated: contraindications", High },
        { "43683-2", "Warnings and Precautions (5.2) 3/2026", "updated: majorChanges", Normal },
        { "43685-7", "Made-up syndrome has been reported. Stop treatment.", "updated: warnings", Normal },
        { "34073-7", "Avoid made-up inhibitors.", "updated: interactions", Normal },
        { "34084-4", "Nausea.", "updated: adverseReactions", Low },
    };

    [Theory, MemberData(nameof(Differences))]
    public async Task A_changed_section_weighs_what_the_page_of_openFDA_says(string code, string? text, string told, int severity)
    {
        await using var service = await Labels.KnownAsync();
        service.Model.Labels.Change(Labels.Id(2), label => label.With(code, text is null ? [] : [text]));

        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync()).Outcome);

        Assert.Equal([told], await service.ToldAsync(Labels.Id(2)));
        Assert.Equal(severity, await service.ReadAsync<int>("SELECT severity FROM changes"));
        // One label is read; the drug is listed anew, and its originals. A day later, in the overlap, it is known.
        Assert.Equal((6, 1), (Requests(service, "spls"), Requests(service, "spl")));
        service.Model.Labels.Add();
        await service.NextAsync();
        Assert.Equal((4, 0, 1), (Requests(service, "spls"), Requests(service, "spl"), await service.ChangesAsync()));
    }

    [Theory]
    [InlineData("34069-5", "Bottles of 90.")]
    [InlineData("34067-9", "MADE-UP tablets  are indicated for made-up disorder")]
    [InlineData("34070-3", "Do not use with made-up inhibitors [see Warnings and Precautions (5.3)]. Revised: 3/2026")]
    public async Task A_cosmetic_version_is_silent(string code, string text)
    {
        await using var service = await Labels.KnownAsync();
        service.Model.Labels.Change(Labels.Id(2), label => label.With(code, text));

        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync()).Outcome);

        Assert.Equal((1, 0), (Requests(service, "spl"), await service.ChangesAsync()));
    }

    [Fact]
    public async Task A_class_wide_boxed_warning_gets_through_at_once()
    {
        await using var service = await Labels.KnownAsync();
        foreach (var label in service.Model.Labels.All) service.Model.Labels.Change(label.SetId, one => one.With("34066-1", "A made-up warning for the whole class."));

        var report = await service.NextAsync(7);

        // Four originals, three in place of originals, and the others as one.
        Assert.Equal((CheckOutcome.Complete, 8), (report.Outcome, report.Updated));
        Assert.Equal(7, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes WHERE severity = 2"));
        Assert.Equal(["updated: others"], await service.ToldAsync(Labels.Others));
    }

    [Fact]
    public async Task Generic_labels_are_one_line_a_drug()
    {
        await using var service = await Labels.KnownAsync();
        await service.AddAlertAsync();
        foreach (var at in Enumerable.Range(101, 14)) service.Model.Labels.Change(Labels.Id(at), label => label.With("34084-4", "Dizziness."));
        service.Model.Labels.Add(Labels.Label(151, original: false) with { Published = service.Model.Today });

        await service.NextAsync();

        Assert.Equal((1, 0), (await service.ChangesAsync(), Requests(service, "spl")));
        Assert.Contains("14 updated, 1 new, of 51", await DigestAsync(service), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mail_shows_what_changed_in_a_boxed_warning_and_no_wall_of_text()
    {
        await using var service = await Labels.KnownAsync();
        await service.AddAlertAsync();
        var wall = string.Join(' ', Enumerable.Range(0, 300).Select(at => $"Made-up sentence number {at} stays as it is."));
        service.Model.Labels.Change(Labels.Id(2), label => label.With("34066-1", Labels.Boxed, wall));
        await service.NextAsync();
        await DigestAsync(service);
        service.Model.Labels.Change(Labels.Id(2), label => label.With("34066-1", Labels.Boxed.Replace("24", "29", StringComparison.Ordinal), wall));
        await service.NextAsync();

        var mail = await DigestAsync(service);

        Assert.Contains("Boxed warning changed", mail, StringComparison.Ordinal);
        Assert.Contains("“… in young adults aged 18 to 24 years.” → “… in young adults aged 18 to 29 years.”", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("Made-up sentence", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_label_is_told_and_a_withdrawn_one_after_two_looks()
    {
        await using var service = await Labels.KnownAsync();
        service.Model.Labels.Add(Labels.Label(5) with { Published = new(2026, 3, 2) });
        service.Model.Labels.Delete(Labels.Id(1));

        await service.NextAsync();
        Assert.Equal(["added"], await service.ToldAsync(Labels.Id(5)));
        Assert.Empty(await service.ToldAsync(Labels.Id(1)));
        // Found in the weekly listing, and proved a day later although the build has not moved.
        await service.NextAsync(7);
        Assert.Empty(await service.ToldAsync(Labels.Id(1)));
        await service.NextAsync();

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Labels.Id(1)));
    }

    [Fact]
    public async Task The_weekly_listing_reads_no_label_that_is_known()
    {
        await using var service = await Labels.KnownAsync();

        var report = await service.NextAsync(7);

        Assert.Equal((CheckOutcome.Complete, 8, 7, 0), (report.Outcome, report.Seen, Requests(service, "spls"), Requests(service, "spl")));
    }

    [Fact]
    public async Task A_label_that_cannot_be_read_is_set_aside_and_asked_for_again()
    {
        await using var service = await Labels.KnownAsync();
        service.Model.Labels.Change(Labels.Id(2), label => label with { Sections = new Dictionary<string, IReadOnlyList<string>>() });

        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync()).Outcome);
        Assert.Equal("no section that is known", await service.ReadAsync<string>($"SELECT reason FROM set_aside WHERE id = '{Labels.Id(2)}'"));
        service.Model.Labels.Change(Labels.Id(2), _ => Labels.Label(2).With("34066-1", "Another made-up warning."));
        await service.NextAsync();

        Assert.Equal(["updated: boxedWarning"], await service.ToldAsync(Labels.Id(2)));
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM set_aside"));
    }

    [Fact]
    public async Task A_target_without_followed_drugs_is_complete_and_says_so()
    {
        await using var service = await TestService.StartAsync(targets: [new DrugTarget { Symbol = "NIL", Name = "no drugs", Names = [new("NIL")] }], sources: [UpstreamSource.DailyMed]);

        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Labels.Source)).Outcome);
        Assert.Equal("NIL has no followed drugs, by which labels are asked for", await service.ReadAsync<string>("SELECT notes FROM watches"));
    }

    [Fact]
    public async Task More_than_a_page_of_labels_is_read_whole()
    {
        await using var service = await TestService.StartAsync(model => model.Labels.Add(Enumerable.Range(1, 230).Select(at => Labels.Label(at, original: at <= 3))), targets: [Labels.Target], sources: [UpstreamSource.DailyMed]);

        Assert.Equal((CheckOutcome.Baseline, 4), (await service.CheckOneAsync(Labels.Source)) is var report ? (report.Outcome, report.Seen) : default);
        Assert.Equal(227, await service.ReadAsync<int>($"SELECT json_array_length(json_extract(facts, '$.others.v')) FROM records WHERE id = '{Labels.Others}'"));
    }

    private static async Task<string> DigestAsync(TestService service)
    {
        await service.DigestNowAsync();
        await service.DeliverAsync();
        var file = Directory.GetFiles(service.Outbox, "*.eml").OrderBy(File.GetLastWriteTimeUtc).Last();
        var message = await MimeKit.MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        return string.Join(' ', message.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
