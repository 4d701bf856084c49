namespace TargetAlerts.Upstreams.Samples;

/// <summary>Numbers that look thrown but are the same on every run and every .NET version.</summary>
internal static class Dice
{
    public static uint Roll(int record, int seed, int question)
    {
        unchecked
        {
            var value = ((uint)record * 2654435761u) ^ ((uint)seed * 40503u) ^ ((uint)question * 2246822519u);
            value = (value ^ (value >> 15)) * 2246822519u;
            value = (value ^ (value >> 13)) * 3266489917u;
            return value ^ (value >> 16);
        }
    }

    public static T Pick<T>(IReadOnlyList<T> items, int record, int seed, int question) =>
        items[(int)(Roll(record, seed, question) % (uint)items.Count)];
}
