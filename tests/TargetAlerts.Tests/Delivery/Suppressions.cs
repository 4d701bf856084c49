using TargetAlerts.Storage;

namespace TargetAlerts.Tests.Delivery;

internal static class Suppressions
{
    /// <summary>Those of the names whose address at example.org is suppressed.</summary>
    public static async Task<IReadOnlyList<string>> SuppressedAsync(this TestService service, params string[] names)
    {
        var suppressed = new List<string>();
        foreach (var name in names)
        {
            if (await service.Get<Bounces>().IsSuppressedAsync($"{name}@example.org", TestContext.Current.CancellationToken)) suppressed.Add(name);
        }
        return suppressed;
    }
}
