using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using TargetAlerts.Sources;

namespace TargetAlerts.Tests.Digests;

/// <summary>
/// One work, one item (DESIGN.md section 4): the same corpus in any order of arrival, over a paper in two sources, a
/// preprint and its paper, a trial in three registries, a retraction told twice and a paper that names a trial.
/// </summary>
public sealed partial class OneWorkTests
{
    [Fact]
    public Task Eight_orders_give_the_same_items() => ShuffleAsync(8);

    [Fact(Explicit = true)]
    [Trait("Long", "works")]
    public Task Two_hundred_orders_give_the_same_items() => ShuffleAsync(200);

    [Fact]
    public async Task A_later_twin_is_joined_and_a_later_paper_of_a_preprint_is_told_as_published()
    {
        await using var world = await World.StartAsync();
        world.Preprints.Put("E2", "Preprint of the transporter", "doi:10.5555/p");
        world.PubMed.Put("1", "A paper", "pmid:1", "doi:10.5555/a");
        Assert.Equal(["new preprint: Preprint of the transporter", "new publication: A paper"], await world.PeriodAsync());

        world.EuropePmc.Put("E1", "A paper, again", "pmid:1", "pmcid:PMC1");
        world.Preprints.Put(world.Preprints.Put("E2", "Preprint of the transporter", "doi:10.5555/p") with { SameAs = ["doi:10.5555/b"] });
        Assert.Empty(await world.PeriodAsync());

        world.PubMed.Put("2", "The paper of the preprint", "pmid:2", "doi:10.5555/B");
        Assert.Equal(["preprint now published: The paper of the preprint"], await world.PeriodAsync());
    }

    [Fact]
    public async Task A_twin_of_what_the_baseline_held_is_no_news_unless_the_alert_does_not_read_that_source()
    {
        await using var world = await World.StartAsync(before => before.PubMed.Put("1", "Known for long", "pmid:1"), also: "europepmc");
        world.EuropePmc.Put("E1", "Known for long", "pmid:1");

        Assert.Empty(await world.PeriodAsync());
        Assert.Equal(1, await world.Service.ReadAsync<int>($"SELECT SUM(items) FROM digests WHERE alert_id = '{world.Other}'"));
    }

    [Fact]
    public async Task One_retraction_in_two_sources_is_told_once()
    {
        await using var world = await World.StartAsync(before =>
        {
            before.PubMed.Put("1", "To be retracted", "pmid:1", "doi:10.5555/a");
            before.Crossref.Put("X1", "To be retracted", "doi:10.5555/a");
        });
        Retract(world.Crossref, world.Crossref.Put("X1", "To be retracted", "doi:10.5555/a"));
        Assert.Equal(["publication retracted: To be retracted"], await world.PeriodAsync());

        Retract(world.PubMed, world.PubMed.Put("1", "To be retracted", "pmid:1", "doi:10.5555/a"));
        Assert.Empty(await world.PeriodAsync());
    }

    [Fact]
    public async Task Related_works_are_named_and_not_merged()
    {
        await using var world = await World.StartAsync();
        world.Trials.Put("NCT1", "The trial", "nct:NCT1");
        world.PubMed.Put(world.PubMed.Put("1", "Results of the trial", "pmid:1") with { Related = ["nct:NCT1"] });

        Assert.Equal(["new publication: Results of the trial", "new trial: The trial"], await world.PeriodAsync());

        var mail = world.LastMail();
        Assert.Contains("related Trial: The trial", mail, StringComparison.Ordinal);
        Assert.Contains("related Publication: Results of the trial", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_work_that_is_named_by_two_of_its_numbers_is_related_once()
    {
        await using var world = await World.StartAsync(before =>
        {
            before.PubMed.Put("1", "Named twice", "pmid:1", "doi:10.5555/a");
            before.Crossref.Put("X1", "Named twice", "doi:10.5555/a");
        });
        world.Trials.Put(world.Trials.Put("NCT1", "The trial", "nct:NCT1") with { Related = ["pmid:1", "doi:10.5555/a"] });

        Assert.Single(await world.PeriodAsync());

        Assert.Single(Related().Matches(world.LastMail()));
    }

    private static void Retract(ListSource source, SourceRecord record) =>
        source.Put(record with { Facts = new Dictionary<string, FactValue> { ["retraction"] = FactValue.Text("retracted")! } });

    private static async Task ShuffleAsync(int orders)
    {
        IReadOnlyList<string>? within = null;
        for (var seed = 0; seed < orders; seed++)
        {
            var dice = new Random(seed);
            await using (var world = await World.StartAsync(Known))
            {
                foreach (var arrive in Shuffled(dice)) await world.ArriveAsync(arrive);
                var items = await world.PeriodAsync();
                within ??= items;
                Assert.Equal(within, items);
            }
            await using (var world = await World.StartAsync(Known))
            {
                var told = new List<string>();
                foreach (var arrive in Shuffled(dice))
                {
                    await world.ArriveAsync(arrive);
                    told.AddRange(await world.PeriodAsync());
                }
                // The paper, the trial, the preprint's work and the one that names the trial arrive once each; the retraction once.
                Assert.Equal(4, told.Count(line => line.StartsWith("new ", StringComparison.Ordinal)));
                Assert.Single(told, line => line.StartsWith("publication retracted", StringComparison.Ordinal));
                Assert.InRange(told.Count(line => line.StartsWith("preprint now published", StringComparison.Ordinal)), 0, 1);
                Assert.Equal(told.Count, told.Distinct().Count());
            }
        }
        Assert.Equal(5, within!.Count);
    }

    private static void Known(World before)
    {
        before.PubMed.Put("9", "Old paper", "pmid:9", "doi:10.5555/old");
        before.Crossref.Put("X9", "Old paper", "doi:10.5555/old");
    }

    private static Action<World>[] Shuffled(Random dice)
    {
        Action<World>[] arrivals =
        [
            world => world.PubMed.Put("1", "A paper", "pmid:1", "doi:10.5555/a"),
            world => world.EuropePmc.Put("E1", "A paper", "pmid:1", "pmcid:PMC1"),
            world => world.Preprints.Put(world.Preprints.Put("E2", "A preprint", "doi:10.5555/p") with { SameAs = ["doi:10.5555/b"] }),
            world => world.PubMed.Put("2", "Its paper", "pmid:2", "doi:10.5555/b"),
            world => world.Trials.Put("NCT1", "The trial", "nct:NCT1"),
            world => world.Ctis.Put(world.Ctis.Put("2024-1", "The trial", "ctis:2024-1") with { SameAs = ["nct:NCT1"] }),
            world => world.PubMed.Put(world.PubMed.Put("3", "Results", "pmid:3") with { Related = ["nct:NCT1"] }),
            world => Retract(world.PubMed, world.PubMed.Put("9", "Old paper", "pmid:9", "doi:10.5555/old")),
            world => Retract(world.Crossref, world.Crossref.Put("X9", "Old paper", "doi:10.5555/old")),
        ];
        dice.Shuffle(arrivals);
        return arrivals;
    }

    private sealed class World : IAsyncDisposable
    {
        private readonly List<string> _read = [];

        public ListSource PubMed { get; } = new("list-pubmed", RecordKind.Publication);

        public ListSource EuropePmc { get; } = new("list-europepmc", RecordKind.Publication);

        public ListSource Preprints { get; } = new("list-preprints", RecordKind.Preprint);

        public ListSource Crossref { get; } = new("list-crossref", RecordKind.Publication);

        public ListSource Trials { get; } = new("list-trials", RecordKind.Trial);

        public ListSource Ctis { get; } = new("list-ctis", RecordKind.Trial);

        public TestService Service { get; private set; } = null!;

        /// <summary>An alert on one source alone.</summary>
        public string Other { get; private set; } = "";

        private string Alert { get; set; } = "";

        private ListSource[] All => [PubMed, EuropePmc, Preprints, Crossref, Trials, Ctis];

        public static async Task<World> StartAsync(Action<World>? before = null, string? also = null)
        {
            var world = new World();
            before?.Invoke(world);
            world.Service = await TestService.StartAsync(sources: [], register: services =>
            {
                foreach (var source in world.All) services.AddSingleton<ITargetSource>(source);
            });
            await world.Service.CheckAsync();
            world.Alert = await world.Service.AddAlertAsync();
            if (also is not null) world.Other = await world.Service.AddAlertAsync(request => request with { Sources = ["list-" + also] }, "ben@example.org");
            return world;
        }

        public async Task ArriveAsync(Action<World> arrive)
        {
            arrive(this);
            Service.Clock.Jump(TimeSpan.FromHours(1));
            await Service.CheckAsync();
        }

        /// <summary>Checks, closes the period and gives its items: what happened and the title, in the order of the mail.</summary>
        public async Task<IReadOnlyList<string>> PeriodAsync()
        {
            Service.Clock.Jump(TimeSpan.FromHours(1));
            await Service.CheckAsync();
            Assert.NotEmpty(await Service.DigestNowAsync());
            await Service.DeliverAsync();
            Service.Clock.Jump(TimeSpan.FromHours(1));
            var fresh = Texts().Except(_read).ToList();
            _read.AddRange(fresh);
            return [.. fresh.SelectMany(Items).Order(StringComparer.Ordinal)];
        }

        public string LastMail() => _read[^1];

        private IEnumerable<string> Texts() => (Directory.Exists(Service.Outbox) ? Directory.GetFiles(Service.Outbox) : [])
            .Select(file => MimeMessage.Load(file, TestContext.Current.CancellationToken))
            .Where(message => message.To.Mailboxes.Single().Address == "ada@example.org")
            .Select(message => message.TextBody!.ReplaceLineEndings("\n"));

        // "  1 ● New trial" and the title below it; a new paper has the title alone.
        private static IEnumerable<string> Items(string text)
        {
            string[] lines = [.. text.Split('\n').SkipWhile(line => !line.StartsWith('─'))];
            for (var at = 0; at < lines.Length; at++)
            {
                if (Opening().Match(lines[at]) is not { Success: true } opening) continue;
                yield return opening.Groups["event"] is { Success: true } happened ? $"{happened.Value.Trim().ToLowerInvariant()}: {lines[at + 1].Trim()}" : $"new publication: {opening.Groups["title"].Value}";
            }
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();

    }

    [GeneratedRegex(@"^ {0,2}\d{1,3} (?:[^\w\s] (?<event>[^\[]+)|(?<title>\w.*))")]
    private static partial Regex Opening();

    [GeneratedRegex("^ *related ", RegexOptions.Multiline)]
    private static partial Regex Related();
}
