using System.Collections;
using System.Numerics;

namespace LogoutContracts.Verification.Masking;

/// <summary>Finds secrets and parts of them, with an index of all their substrings of 8 characters.</summary>
internal sealed class PatternIndex
{
    /// <summary>The length of the shortest part that is masked.</summary>
    public const int Window = 8;

    // A Bloom filter: most substrings of a text are not in the index, and nearly all of them need no lookup.
    private const int FilterBitsPerWindow = 16;

    private readonly Dictionary<ulong, (SecretPattern Pattern, int Offset)> windows = [];
    private readonly Dictionary<string, SecretPattern> whole = new(StringComparer.Ordinal);
    private readonly BitArray mayOccur;
    private readonly int filterShift;

    public PatternIndex(IEnumerable<SecretPattern> patterns)
    {
        var all = patterns.Where(pattern => pattern.Text.Length >= Window).ToList();
        var bits = BitOperations.Log2((uint)all.Sum(pattern => pattern.Text.Length) * FilterBitsPerWindow | 1) + 1;
        mayOccur = new(1 << bits);
        filterShift = 64 - bits;
        foreach (var pattern in all)
        {
            whole.TryAdd(pattern.Text, pattern);
            var key = 0UL;
            for (var i = 0; i < pattern.Text.Length; i++)
            {
                key = Next(key, pattern.Text[i]);
                if (i < Window - 1)
                    continue;
                windows.TryAdd(key, (pattern, i - Window + 1));
                mayOccur[Filter(key)] = true;
            }
        }
    }

    public bool IsEmpty => windows.Count == 0;

    public IEnumerable<MaskedRange> Find(string text)
    {
        if (IsEmpty)
            yield break;
        var (from, key) = (-1, 0UL);
        for (var i = 0; i < text.Length; i++)
        {
            key = Next(key, text[i]);
            var at = i - Window + 1;
            var isHit = at >= 0 && mayOccur[Filter(key)] && windows.TryGetValue(key, out var hit) && IsAt(text, at, hit);
            if (isHit && from < 0)
                from = at;
            if (!isHit && from >= 0)
            {
                if (RangeOf(text, from, i) is { } range)
                    yield return range;
                from = -1;
            }
        }

        if (from >= 0 && RangeOf(text, from, text.Length) is { } last)
            yield return last;
    }

    // One byte of each of eight characters. This is exact for ASCII; IsAt verifies the rest.
    private static ulong Next(ulong key, char character) => (key << 8) | (byte)character;

    private int Filter(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> filterShift);

    private static bool IsAt(string text, int at, (SecretPattern Pattern, int Offset) hit) =>
        text.AsSpan(at, Window).SequenceEqual(hit.Pattern.Text.AsSpan(hit.Offset, Window));

    private MaskedRange? RangeOf(string text, int from, int to)
    {
        if (whole.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(from, to - from), out var all))
        {
            return all.Base64 == Base64Place.None
                ? new(from, to, all.Label)
                : new(Start(text, from, all, 0), to, $"{all.Label}[base64]");
        }

        var (pattern, offset) = windows[KeyAt(text, from)];
        var part = MaskedRange.Part(offset, to - from);
        if (pattern.Base64 == Base64Place.None)
        {
            var isPart = pattern.HasParts && !OrdinaryWords.Has(text.AsSpan(from, to - from));
            return isPart ? new(from, to, $"{pattern.Label}[{part}]") : null;
        }

        var isMost = to - from > pattern.Text.Length - (Window / 2);
        return pattern.HasParts || isMost
            ? new(Start(text, from, pattern, offset), End(text, to), $"{pattern.Label}[base64:{part}]") : null;
    }

    private static ulong KeyAt(string text, int at)
    {
        var key = 0UL;
        foreach (var character in text.AsSpan(at, Window))
            key = Next(key, character);
        return key;
    }

    // The character before and the one after may contain bits of the secret, too.
    private static int Start(string text, int from, SecretPattern pattern, int offset) =>
        pattern.Base64 == Base64Place.Inside && offset == 0 && from > 0 && IsBase64(text[from - 1]) ? from - 1 : from;

    private static int End(string text, int to) => to < text.Length && (IsBase64(text[to]) || text[to] == '=') ? to + 1 : to;

    private static bool IsBase64(char character) => char.IsAsciiLetterOrDigit(character) || character is '+' or '/' or '-' or '_';
}
