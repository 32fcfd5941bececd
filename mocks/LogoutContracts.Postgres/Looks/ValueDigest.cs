using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace LogoutContracts.Postgres.Looks;

/// <summary>What a value of a session is found by: tokens can be longer than an index allows.</summary>
internal static class ValueDigest
{
    private const int Length = 16;
    private const int OnStack = 512;

    // What Redactor.Hash shows.
    private const string ShownPrefix = "sha256:";
    private const int ShownLength = 4;

    /// <summary>The first 128 bits of the value's SHA-256.</summary>
    public static Guid Of(string value)
    {
        var size = Encoding.UTF8.GetByteCount(value);
        var utf8 = size <= OnStack ? stackalloc byte[size] : new byte[size];
        Encoding.UTF8.GetBytes(value, utf8);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8, hash);
        return new(hash[..Length]);
    }

    /// <summary>The digests of the values with a hash, as people see it.</summary>
    /// <returns>The first one and the last one; an empty range if the text is no hash.</returns>
    public static (Guid First, Guid Last) RangeOf(string hash)
    {
        Span<byte> first = stackalloc byte[Length];
        if (!hash.StartsWith(ShownPrefix, StringComparison.Ordinal) || hash.Length < ShownPrefix.Length + 2 * ShownLength
            || Convert.FromHexString(hash.AsSpan(ShownPrefix.Length, 2 * ShownLength), first, out _, out _) != OperationStatus.Done)
        {
            return (Guid.AllBitsSet, Guid.Empty);
        }

        // The first four bytes of a digest come first in the order of the database, too, although in the reverse order.
        Span<byte> last = stackalloc byte[Length];
        last.Fill(byte.MaxValue);
        first[..ShownLength].CopyTo(last);
        first[ShownLength..].Clear();
        return (new(first), new(last));
    }
}
