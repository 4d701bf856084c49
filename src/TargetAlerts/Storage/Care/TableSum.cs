using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TargetAlerts.Storage.Care;

/// <summary>
/// Number and checksum of a table's rows, whatever their order: databases sort text differently. Each row is hashed (SHA-256)
/// over its values with their kinds and lengths; the hashes are added up.
/// </summary>
internal sealed class TableSum
{
    private UInt128 _sum;

    public long Rows { get; private set; }

    public string Checksum => _sum.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    public void Add(object?[] row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[9];
        foreach (var value in row)
        {
            var bytes = value switch { string text => Encoding.UTF8.GetBytes(text), byte[] blob => blob, _ => [] };
            head[0] = (byte)(value switch { null => 'n', long => 'i', string => 't', _ => 'b' });
            BinaryPrimitives.WriteInt64LittleEndian(head[1..], value is long number ? number : bytes.Length);
            hash.AppendData(head);
            hash.AppendData(bytes);
        }
        _sum += BinaryPrimitives.ReadUInt128LittleEndian(hash.GetHashAndReset());
        Rows++;
    }
}
