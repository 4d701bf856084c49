using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;

namespace TargetAlerts.Tests.Malformed;

/// <summary>Makes a right body one that no parser takes; the same body and seed give the same.</summary>
internal static class Spoiling
{
    private const int Tries = 10_000;

    public static byte[] Flip(byte[] body, int seed) => Broken(body, seed, (copy, dice) =>
    {
        copy[dice.Next(copy.Length)] ^= (byte)(1 << dice.Next(8));
        return copy;
    });

    public static byte[] Cut(byte[] body, int seed) => Broken(body, seed, (copy, dice) => copy[..dice.Next(1, copy.Length)]);

    public static byte[] SwapBracket(byte[] body, int seed)
    {
        var brackets = IsXml(body) ? "<>/"u8.ToArray() : "{}[]"u8.ToArray();
        int[] places = [.. Enumerable.Range(0, body.Length).Where(at => brackets.Contains(body[at]))];
        return Broken(body, seed, (copy, dice) =>
        {
            copy[places[dice.Next(places.Length)]] = brackets[dice.Next(brackets.Length)];
            return copy;
        });
    }

    // A flip inside a title may give another title, which nobody can tell from the truth: what can still be read is not taken.
    private static byte[] Broken(byte[] body, int seed, Func<byte[], Random, byte[]> spoil)
    {
        var dice = new Random(seed);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var spoiled = spoil([.. body], dice);
            if (!Reads(spoiled, IsXml(body))) return spoiled;
        }
        throw new InvalidOperationException($"Seed {seed} breaks nothing.");
    }

    private static bool IsXml(byte[] body) => body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'<', ..];

    private static bool Reads(byte[] body, bool xml)
    {
        try
        {
            if (!Utf8.IsValid(body)) return false;
            if (!xml)
            {
                using var document = JsonDocument.Parse(body);
                return true;
            }
            using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(body)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            while (reader.Read())
            {
            }
            return true;
        }
        catch (Exception error) when (error is JsonException or XmlException)
        {
            return false;
        }
    }
}
