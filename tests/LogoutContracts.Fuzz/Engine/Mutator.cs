namespace LogoutContracts.Fuzz.Engine;

/// <summary>Mutations of samples. The same seed and number give the same bytes on every machine.</summary>
internal sealed class Mutator(int seed, IReadOnlyList<byte[]> samples, IReadOnlyList<byte[]> words)
{
    private const int MaxLength = 1 << 18;
    private const byte LineFeed = (byte)'\n';

    private static readonly byte[][] Hostile =
    [
        [0], [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], [0xe2, 0x80, 0xae], [0xe2, 0x80, 0xa8], [0x1b, 0x5b],
        .. new[]
        {
            "\r\n", "\n", "\t", " ", ":", ",", "\"", "'", "{", "}", "[", "]", "&a", "*a", "#", "%", "%00", "%ED%A0%80", "../", "-1", "0x10",
            "1e999", "99999999999999999999", "null", "true", "\\u0000", "\\ud800", "<", "]]>", "::", "|", "`", "@", "$ref",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    public byte[] this[int number]
    {
        get
        {
            var random = new Random(unchecked((seed * 397) ^ number));
            var input = samples[random.Next(samples.Count)];
            for (var i = random.Next(1, 6); i > 0; i--)
                input = Mutated(random, input);
            return input.Length <= MaxLength ? input : input[..MaxLength];
        }
    }

    private byte[] Mutated(Random random, byte[] input)
    {
        var (from, to) = random.Next(2) == 0 ? Span(random, input) : Lines(random, input);
        return random.Next(10) switch
        {
            0 => Flipped(random, input),
            1 => Replaced(input, from, from, Word(random)),
            2 => Replaced(input, from, to, Word(random)),
            3 => Replaced(input, from, to, []),
            4 => Replaced(input, from, from, input[from..to]),
            5 => Replaced(input, from, from, Repeated(input[from..to], random.Next(2, 2_000))),
            6 => Swapped(random, input, from, to),
            7 => Spliced(random, input, from),
            8 => Indented(random, input),
            _ => ReplacedValue(random, input),
        };
    }

    private byte[] Word(Random random) =>
        random.Next(2) == 0 && words.Count > 0 ? words[random.Next(words.Count)] : Hostile[random.Next(Hostile.Length)];

    private static byte[] Flipped(Random random, byte[] input)
    {
        var flipped = input.ToArray();
        if (flipped.Length > 0)
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private static byte[] Swapped(Random random, byte[] input, int from, int to)
    {
        var at = to + random.Next(input.Length - to + 1);
        return [.. input[..from], .. input[to..at], .. input[from..to], .. input[at..]];
    }

    private byte[] Spliced(Random random, byte[] input, int at)
    {
        var other = samples[random.Next(samples.Count)];
        var (from, to) = random.Next(2) == 0 ? Lines(random, other) : (random.Next(other.Length + 1), other.Length);
        return random.Next(2) == 0 ? Replaced(input, at, at, other[from..to]) : [.. input[..at], .. other[from..to]];
    }

    private static byte[] Indented(Random random, byte[] input)
    {
        var (from, _) = Lines(random, input);
        var blanks = input.AsSpan(from).IndexOfAnyExcept((byte)' ');
        return random.Next(2) == 0
            ? Replaced(input, from, from, [.. Enumerable.Repeat((byte)' ', random.Next(1, 5))])
            : Replaced(input, from, from + random.Next(Math.Max(0, blanks) + 1), []);
    }

    /// <summary>Replaces the text between a ':', '=' or ',' and the next delimiter by a word.</summary>
    private byte[] ReplacedValue(Random random, byte[] input)
    {
        var starts = Enumerable.Range(0, input.Length).Where(i => input[i] is (byte)':' or (byte)'=' or (byte)',').ToList();
        if (starts.Count == 0)
            return Word(random);
        var start = starts[random.Next(starts.Count)] + 1;
        var length = input.AsSpan(start).IndexOfAny(",}&\n"u8);
        return Replaced(input, start, length < 0 ? input.Length : start + length, [(byte)' ', .. Word(random)]);
    }

    private static byte[] Replaced(byte[] input, int from, int to, byte[] by) => [.. input[..from], .. by, .. input[to..]];

    private static byte[] Repeated(byte[] part, int times)
    {
        var repeated = new byte[Math.Min(MaxLength, part.Length * times)];
        for (var i = 0; i < repeated.Length; i++)
            repeated[i] = part[i % part.Length];
        return repeated;
    }

    private static (int From, int To) Span(Random random, byte[] input)
    {
        var from = random.Next(input.Length + 1);
        return (from, Math.Min(input.Length, from + random.Next(1, random.Next(2) == 0 ? 8 : 200)));
    }

    private static (int From, int To) Lines(Random random, byte[] input)
    {
        var at = random.Next(input.Length + 1);
        var from = input.AsSpan(0, at).LastIndexOf(LineFeed) + 1;
        var end = from;
        for (var i = random.Next(1, 4); i > 0 && end < input.Length; i--)
            end += input.AsSpan(end).IndexOf(LineFeed) is >= 0 and var next ? next + 1 : input.Length - end;
        return (from, end);
    }
}
