using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LogoutContracts.Specs.Primitives;

/// <summary>Pseudorandom numbers that are the same on every machine: SHA-256 of the seed, in counter mode.</summary>
internal sealed class SeededNumbers(ReadOnlySpan<byte> seed)
{
    private readonly byte[] input = [.. SHA256.HashData(seed), 0, 0, 0, 0];
    private readonly byte[] block = new byte[SHA256.HashSizeInBytes];
    private int used = SHA256.HashSizeInBytes;
    private uint counter;

    /// <summary>A uniformly distributed number from 0 to <paramref name="limit"/> - 1. Rejection sampling avoids modulo bias.</summary>
    public int Below(int limit)
    {
        if (limit == 1)
            return 0;
        var fair = 0x10000 - (0x10000 % limit);
        while (true)
        {
            var drawn = (Next() << 8) | Next();
            if (drawn < fair)
                return drawn % limit;
        }
    }

    private int Next()
    {
        if (used == block.Length)
        {
            BinaryPrimitives.WriteUInt32BigEndian(input.AsSpan(SHA256.HashSizeInBytes), counter++);
            SHA256.HashData(input, block);
            used = 0;
        }

        return block[used++];
    }
}
