using System.Security.Cryptography;
using System.Text;

namespace TargetAlerts.Tests.Year;

/// <summary>All chance of a year, from one seed. What hangs on the order of things that have random ids is drawn by key.</summary>
internal sealed class YearDice(int seed)
{
    private readonly Random _random = new(seed);

    public bool Chance(double likelihood) => _random.NextDouble() < likelihood;

    public int Between(int from, int to) => _random.Next(from, to + 1);

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>0 to 1, the same for the same key and seed.</summary>
    public double Of(string key) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{key}"))) / (double)uint.MaxValue;
}
