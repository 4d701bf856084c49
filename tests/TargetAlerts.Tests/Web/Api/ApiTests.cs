using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Web.Api;

/// <summary>What programs read: targets and changes as JSON, errors as problems, all of it described.</summary>
public sealed class ApiTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_come_a_page_at_a_time_with_the_filters_of_the_page()
    {
        await using var service = await TestService.StartAsync(model => model.PubMed.Add(Sample.Articles(20, 1, new DateOnly(2025, 12, 1))));
        await service.CheckAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        for (var at = 0; at < 45; at++) service.Model.PubMed.Add(Sample.Article(95_000_000 + at, service.Model.Today) with { Title = $"Made-up news {at} of the serotonin transporter" });
        service.Model.Trials.Add(Sample.Trials(1, 1, service.Model.Today));
        await service.CheckAsync("pubmed");
        await using var pages = await service.ServeAsync();

        var targets = await JsonAsync(pages, "/api/targets");
        var target = Assert.Single(targets.GetProperty("targets").EnumerateArray());
        Assert.Equal(("SERT", 45), (target.GetProperty("symbol").GetString(), target.GetProperty("week").GetInt32()));

        var ids = new List<string>();
        for (var next = target.GetProperty("changes").GetString() + "?period=all"; next is not null;)
        {
            var page = await JsonAsync(pages, next);
            Assert.Equal(45, page.GetProperty("total").GetInt32());
            ids.AddRange(page.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("id").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        var csv = (await pages.Client.GetStringAsync("/targets/SERT/changes.csv?period=all", Stop)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1);
        Assert.Equal(csv.Select(line => "c" + line.Split(',')[0].Trim('"')), ids);
        Assert.Equal(0, (await JsonAsync(pages, "/api/targets/SERT/changes?kind=trial")).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("GET", "/no/such/page", 404)]
    [InlineData("GET", "/a/forged/manage", 404)]
    [InlineData("GET", "/targets/NOSUCH", 404)]
    [InlineData("DELETE", "/alert", 405)]
    [InlineData("POST", "/targets/SERT", 405)]
    [InlineData("POST", "/alert", 415)]
    [InlineData("POST", "/alert", 413)]
    public async Task A_program_that_asks_for_JSON_gets_problems_and_a_browser_pages(string method, string path, int status)
    {
        await using var service = await TestService.StartAsync();
        await using var pages = await service.ServeAsync();

        foreach (var (accept, problem) in new[] { ("application/json", true), ("application/problem+json", true), ("text/html, application/json;q=0.9", false), ("application/json, text/html;q=0.5", true), ("*/*", false) })
        {
            using var request = new HttpRequestMessage(new(method), path);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            if (method == "POST") request.Content = status == 413 ? new FormUrlEncodedContent(new Dictionary<string, string> { ["a"] = new('a', 40_000) }) : new StringContent("{}");
            using var answer = await pages.Client.SendAsync(request, Stop);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(problem, answer.Content.Headers.ContentType?.MediaType == "application/problem+json");
            if (problem) Assert.Equal(status, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("status").GetInt32());
        }
    }

    [Fact]
    public async Task What_fails_here_is_said_without_what_failed()
    {
        await using var service = await TestService.StartAsync();
        await using var pages = await service.ServeAsync();
        await service.Get<TargetAlerts.Storage.Database>().WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, "DROP TABLE changes"), Stop);

        using var answer = await pages.Client.GetAsync("/api/targets", Stop);

        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.DoesNotContain("changes", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await pages.Client.GetAsync("/api/targets/NOSUCH/changes", Stop)).StatusCode);
        Assert.Equal("application/problem+json", (await pages.Client.GetAsync("/api/nothing", Stop)).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Every_route_stands_in_the_document_with_a_summary_and_the_document_is_valid()
    {
        await using var service = await TestService.StartAsync(configure: Admin.AdminBrowser.Configure);
        await using var pages = await service.ServeAsync();
        var json = await pages.Client.GetStringAsync("/openapi.json", Stop);

        var (document, diagnostic) = OpenApiDocument.Parse(json, "json");

        Assert.Empty(diagnostic!.Errors);
        Assert.Equal("TargetAlerts", document!.Info.Title);
        var described = document.Paths.SelectMany(path => path.Value.Operations!.Select(operation => $"{operation.Key.Method} {path.Key}")).Order(StringComparer.Ordinal);
        // The admin's pages are for people with a session, and the document does not describe itself.
        var mapped = pages.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.RoutePattern.RawText is { } path && !path.StartsWith("/admin", StringComparison.Ordinal) && path != "/openapi.json")
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText}")).Order(StringComparer.Ordinal);
        Assert.Equal(mapped, described);
        var operations = document.Paths.SelectMany(path => path.Value.Operations!.Values).ToList();
        Assert.All(operations, operation => Assert.False(string.IsNullOrEmpty(operation.Summary), operation.OperationId));
        Assert.Equal(operations.Count, operations.Select(operation => operation.OperationId).Distinct().Count());
        Assert.All(document.Paths.Where(path => path.Key.Contains('{', StringComparison.Ordinal)), path => Assert.All(path.Value.Operations!.Values, operation => Assert.Contains(operation.Parameters!, parameter => parameter.In == ParameterLocation.Path && parameter.Required)));
        Assert.Contains(document.Paths["/api/targets/{symbol}/changes"].Operations![HttpMethod.Get].Parameters!, parameter => parameter.Name == "before");
    }

    [Fact]
    public async Task What_the_API_answers_is_what_the_document_promises()
    {
        await using var service = await TestService.StartAsync(model => model.Trials.Add(Sample.Trials(5, 1, new DateOnly(2025, 12, 1))));
        await service.CheckAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Change(Sample.TrialNumber(2), trial => trial with { OverallStatus = "TERMINATED" });
        await service.CheckAsync();
        await using var pages = await service.ServeAsync();
        using var document = JsonDocument.Parse(await pages.Client.GetStringAsync("/openapi.json", Stop));

        var change = (await JsonAsync(pages, "/api/targets/SERT/changes")).GetProperty("changes")[0];

        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        Assert.Equal(Names(schemas.GetProperty("ChangeEntry").GetProperty("properties")), Names(change));
        Assert.Equal(Names(schemas.GetProperty("RecordEntry").GetProperty("properties")), Names(change.GetProperty("record")));
        Assert.Equal(Names(schemas.GetProperty("FactEntry").GetProperty("properties")), Names(change.GetProperty("facts")[0]));
        Assert.Equal("Trial terminated", change.GetProperty("event").GetString());
        Assert.True(DateTimeOffset.TryParse(change.GetProperty("detected").GetString(), CultureInfo.InvariantCulture, out _));
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);

    private static async Task<JsonElement> JsonAsync(ServedPages pages, string path)
    {
        using var answer = await pages.Client.GetAsync(path, Stop);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
    }
}
