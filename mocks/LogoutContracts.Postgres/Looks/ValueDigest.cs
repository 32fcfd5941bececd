using System.Security.Cryptography;
using System.Text;

namespace LogoutContracts.Postgres.Looks;

/// <summary>What a value of a session is found by: tokens can be longer than an index allows.</summary>
internal static class ValueDigest
{
    private const int Length = 16;
    private const int OnStack = 512;

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
}
