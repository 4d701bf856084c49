namespace TargetAlerts.Delivery;

/// <summary>RFC 4648 section 6, lower case and unpadded: survives relays that fold the case of a local part.</summary>
internal static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length * 8 + 4) / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var value = 0;
            for (var bit = i * 5; bit < i * 5 + 5; bit++)
            {
                var set = bit < bytes.Length * 8 && (bytes[bit / 8] >> (7 - bit % 8) & 1) == 1;
                value = value << 1 | (set ? 1 : 0);
            }
            text[i] = Alphabet[value];
        }
        return new string(text);
    }
}
