using System.Text;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>
/// A few strings in one UTF-8 array, each prefixed with its length. A million sessions hold several each; strings would take three times
/// the memory.
/// </summary>
internal readonly struct PackedTexts : IEquatable<PackedTexts>
{
    private const int More = 0x80;

    private readonly byte[] packed;

    public PackedTexts(params ReadOnlySpan<string> texts)
    {
        var length = 0;
        foreach (var text in texts)
            length += Packed(text, []);
        packed = new byte[length];
        var rest = packed.AsSpan();
        foreach (var text in texts)
            rest = rest[Packed(text, rest)..];
    }

    /// <summary>The text at this index, in UTF-8.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ReadOnlySpan<byte> rest = packed;
            while (true)
            {
                var text = rest[LengthOf(rest, out var length)..];
                if (index-- == 0)
                    return text[..length];
                rest = text[length..];
            }
        }
    }

    public bool Equals(PackedTexts other) => packed.AsSpan().SequenceEqual(other.packed);

    public override bool Equals(object? obj) => obj is PackedTexts other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(packed);
        return hash.ToHashCode();
    }

    // Seven bits per byte, low bits first, so that most lengths take one byte.
    private static int LengthOf(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        var i = 0;
        do
            length |= (bytes[i] & ~More) << (7 * i);
        while ((bytes[i++] & More) != 0);
        return i;
    }

    /// <param name="to">Empty to only count.</param>
    /// <returns>The number of bytes.</returns>
    private static int Packed(string text, Span<byte> to)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var at = 0;
        for (var rest = length; ; rest >>= 7)
        {
            if (!to.IsEmpty)
                to[at] = (byte)(rest < More ? rest : rest | More);
            at++;
            if (rest < More)
                break;
        }

        if (!to.IsEmpty)
            Encoding.UTF8.GetBytes(text, to[at..]);
        return at + length;
    }
}
