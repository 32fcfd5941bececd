using System.Security.Cryptography;
using System.Text;

namespace LogoutContracts.Postgres.Looks;

/// <summary>What a value of a session is found by: tokens can be longer than an index allows.</summary>
internal static class ValueDigest
{
    private const int Length = 16;

    /// <summary>The first 128 bits of the value's SHA-256.</summary>
    public static Guid Of(string value) => new(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, Length));
}
