using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TargetAlerts.Sources;

/// <summary>Short hashes by which a record is known to be the same without reading it again.</summary>
internal static class Fingerprints
{
    /// <summary>Of everything stored: decides whether a row is written.</summary>
    public static string Content(SourceRecord record)
    {
        using var hash = new Canonical();
        hash.Add(record.Source.Value);
        hash.Add(record.Id);
        hash.Add((int)record.Kind);
        hash.Add(record.Title);
        hash.Add(record.Link);
        hash.Add(record.Dated?.DayNumber ?? -1);
        hash.Add(record.Facts, static (canonical, fact) => canonical.Add(fact));
        hash.Add(record.Texts, static (canonical, texts) => canonical.Add(texts));
        hash.Add(record.Identifiers, static (canonical, identifier) => canonical.Add(identifier));
        hash.Add(record.SameAs);
        hash.Add(record.Related);
        return hash.End();
    }

    /// <summary>Of the facts a difference in which could be told: names the version of a record a change led to.</summary>
    public static string Facts(IReadOnlyDictionary<string, FactValue> facts, IReadOnlyList<FactDefinition> table)
    {
        using var hash = new Canonical();
        foreach (var definition in table)
        {
            if (definition.Judge == Judges.Never || !facts.TryGetValue(definition.Name, out var value)) continue;
            hash.Add(definition.Name);
            hash.Add(value);
        }
        return hash.End();
    }

    public static string OfText(string text)
    {
        using var hash = new Canonical();
        hash.Add(text);
        return hash.End();
    }

    /// <summary>The bytes of a value: each text behind its length, each list behind its number, maps in ordinal order, so that no two values share them.</summary>
    private sealed class Canonical : IDisposable
    {
        private const int Null = -1;

        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(8 * 1024);
        private int _length;

        public void Add(int number)
        {
            Room(sizeof(int));
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), number);
            _length += sizeof(int);
        }

        public void Add(string? text)
        {
            if (text is null)
            {
                Add(Null);
                return;
            }
            Room(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
            var written = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length + sizeof(int)));
            Add(written);
            _length += written;
        }

        public void Add(IReadOnlyList<string> texts)
        {
            Add(texts.Count);
            foreach (var text in texts) Add(text);
        }

        public void Add(FactValue fact)
        {
            Add((int)fact.Type);
            Add(fact.Qualifier);
            Add(fact.Values);
        }

        public void Add<TValue>(IReadOnlyDictionary<string, TValue> map, Action<Canonical, TValue> add)
        {
            Add(map.Count);
            foreach (var (key, value) in map.Count > 1 ? map.OrderBy(pair => pair.Key, StringComparer.Ordinal) : map.AsEnumerable())
            {
                Add(key);
                add(this, value);
            }
        }

        public string End() => Convert.ToHexStringLower(SHA256.HashData(_bytes.AsSpan(0, _length)).AsSpan(0, 12));

        public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

        private void Room(int more)
        {
            if (_length + more <= _bytes.Length) return;
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + more));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
