using System.Net;
using System.Text;
using TargetAlerts.Settings;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Tests.Sources;

/// <summary>A client whose answers a test writes: what the stand-in would not say.</summary>
internal static class Scripted
{
    public static SourceClient Client(Func<string, (int Status, string Type, string Body)> answer) =>
        new(new HttpClient(new Script(answer)), SourceAccess.From(new("scripted"), new ServiceOptions(), "https://scripted.example/", 1000), new FreePace(), TimeProvider.System);

    private sealed class Script(Func<string, (int Status, string Type, string Body)> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, type, body) = answer(request.RequestUri!.PathAndQuery);
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) });
        }
    }

    private sealed class FreePace : IPace
    {
        public Task<DateTimeOffset> TakeAsync(string rateGroup, TimeSpan interval, CancellationToken cancellationToken) => Task.FromResult(DateTimeOffset.MinValue);

        public Task HoldAsync(string rateGroup, DateTimeOffset until, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
