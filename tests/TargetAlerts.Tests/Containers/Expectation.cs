using System.Globalization;
using System.Text.RegularExpressions;
using TargetAlerts.Tests.Kill;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Containers;

/// <summary>What the stand-in in its container has new since it started, by a twin of it: the same samples, the same scenes.</summary>
internal sealed partial class Expectation
{
    private readonly UpstreamModel _twin = Sample.World();
    private readonly HashSet<string> _before;

    public Expectation() => _before = [.. Links()];

    /// <summary>Who is to be told all of it.</summary>
    public List<string> Readers { get; } = [];

    public async Task AdvanceAsync(Compose compose)
    {
        using var answer = await compose.Http.PostAsync(new Uri($"{Compose.StandIn}/advance"), null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        _twin.Advance();
    }

    public IReadOnlyList<string> News() => [.. Links().Except(_before)];

    /// <summary>Items show their related ones, too: what else is in a mail is not looked at.</summary>
    public Verdict Of(IReadOnlyList<Delivery.Accepted> mails)
    {
        var news = News().ToHashSet();
        var verdict = Reconciliation.Of([.. mails.Where(mail => Readers.Contains(mail.Recipient))], Readers.ToDictionary(reader => reader, _ => news));
        return verdict with { Extra = [], Repeated = [.. verdict.Repeated.Where(line => news.Contains(line.Split(' ')[1]))] };
    }

    // The samples of the serotonin transporter stand before those of other targets; some of its papers turn out to be about something else.
    private IEnumerable<string> Links() =>
    [
        .. _twin.PubMed.Articles.Where(article => article.Pmid < 92_000_000 && Sert().IsMatch($"{article.Title} {string.Join(' ', article.Abstract)}")).Select(article => string.Create(CultureInfo.InvariantCulture, $"https://pubmed.ncbi.nlm.nih.gov/{article.Pmid}/")),
        .. _twin.Trials.Studies.Where(trial => string.CompareOrdinal(trial.NctId, "NCT93") < 0).Select(trial => TargetAlerts.Tests.Kill.News.Link(trial.NctId)),
    ];

    [GeneratedRegex("serotonin transporter|SERT|5-HTT|SLC6A4")]
    private static partial Regex Sert();
}
