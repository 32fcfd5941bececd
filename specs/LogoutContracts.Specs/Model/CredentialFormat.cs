using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Model;

/// <summary>
/// What credentials look like: a regular expression of literals, classes and counts, small enough that a credential can be made from it
/// as well as told by it.
/// </summary>
public sealed class CredentialFormat : IEquatable<CredentialFormat>
{
    /// <summary>Characters of the longest text.</summary>
    public const int MaxLength = 4096;

    public const string Allowed = @"literals, '\' before a punctuation mark, classes such as [A-Za-z0-9_-], counts {n} and {m,n} after either";

    private readonly ImmutableArray<Element> elements;
    private readonly int maxLength;

    private CredentialFormat(string pattern, ImmutableArray<Element> elements)
    {
        Pattern = pattern;
        this.elements = elements;
        maxLength = elements.Sum(e => e.Max);
    }

    public string Pattern { get; }

    /// <summary>Characters of the shortest text.</summary>
    public int MinLength => elements.Sum(element => element.Min);

    /// <summary>
    /// The base-2 logarithm of how many texts there are. Where a count could be read in two ways, as in a{0,2}a{0,2}, only its
    /// longest texts are counted, so that it is never too much.
    /// </summary>
    public double Bits
    {
        get
        {
            var bits = 0.0;
            for (var i = 0; i < elements.Length; i++)
                bits += elements[i].Bits(isAmbiguous: IsAmbiguous(i));
            return bits;
        }
    }

    public static bool TryParse(string pattern, [NotNullWhen(true)] out CredentialFormat? format, out string problem)
    {
        var parser = new CredentialFormatParser(pattern);
        var parsed = parser.Parse();
        problem = parser.Problem;
        format = problem.Length == 0 ? new(pattern, parsed) : null;
        return format is not null;
    }

    /// <returns>The same text for the same seed, on every machine; all texts of a length are equally likely.</returns>
    public string Generate(ReadOnlySpan<byte> seed)
    {
        var source = new SeededNumbers(seed);
        Span<char> text = stackalloc char[maxLength];
        var length = 0;
        foreach (var element in elements)
        {
            var count = element.Min + source.Below(element.Max - element.Min + 1);
            for (var i = 0; i < count; i++)
                text[length++] = element.Members[source.Below(element.Members.Length)];
        }

        return new(text[..length]);
    }

    public string Fresh()
    {
        Span<byte> seed = stackalloc byte[32];
        RandomNumberGenerator.Fill(seed);
        return Generate(seed);
    }

    /// <summary>
    /// Whether the whole text fits. Follows all readings at once: reached[p] says that the text so far can end before the p-th character
    /// of the longest text.
    /// </summary>
    public bool Matches(ReadOnlySpan<char> text)
    {
        if (text.Length > maxLength)
            return false;
        Span<bool> reached = stackalloc bool[maxLength + 1];
        reached.Clear();
        reached[0] = true;
        SkipOptional(reached);
        foreach (var c in text)
        {
            Step(reached, c);
            SkipOptional(reached);
        }

        return reached[maxLength];
    }

    /// <returns>How many of the first characters fit, of several counts the largest; 0: none.</returns>
    public int LengthAtStart(ReadOnlySpan<char> text)
    {
        Span<bool> reached = stackalloc bool[maxLength + 1];
        reached.Clear();
        reached[0] = true;
        SkipOptional(reached);
        var length = 0;
        for (var i = 0; i < text.Length && reached.Contains(true); i++)
        {
            Step(reached, text[i]);
            SkipOptional(reached);
            if (reached[maxLength])
                length = i + 1;
        }

        return length;
    }

    public bool Equals(CredentialFormat? other) => other is not null && string.Equals(Pattern, other.Pattern, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as CredentialFormat);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Pattern);

    public override string ToString() => Pattern;

    private void Step(Span<bool> reached, char c)
    {
        var end = maxLength;
        for (var e = elements.Length - 1; e >= 0; e--)
        {
            var start = end - elements[e].Max;
            var isMember = elements[e].Contains(c);
            for (var p = end; p > start; p--)
                reached[p] = isMember && reached[p - 1];
            end = start;
        }

        reached[0] = false;
    }

    private void SkipOptional(Span<bool> reached)
    {
        var start = 0;
        foreach (var element in elements)
        {
            for (var p = start + element.Min; p < start + element.Max; p++)
                reached[p + 1] |= reached[p];
            start += element.Max;
        }
    }

    private bool IsAmbiguous(int index)
    {
        for (var other = 0; other < elements.Length; other++)
        {
            if (other != index && elements[index].Members.AsSpan().ContainsAny(elements[other].Members))
                return true;
        }

        return false;
    }

    /// <param name="Members">In ASCII order, each once.</param>
    internal sealed record Element(string Members, int Min, int Max)
    {
        public bool Contains(char c) => Members.Contains(c, StringComparison.Ordinal);

        // With n = Max, m = Min and s members: log2(s^n + ... + s^m), without s^n, which no double holds.
        public double Bits(bool isAmbiguous)
        {
            var shorter = 1.0;
            for (var less = 1; less <= Max - Min && !isAmbiguous; less++)
                shorter += Math.Pow(Members.Length, -less);
            return (Max * Math.Log2(Members.Length)) + Math.Log2(shorter);
        }
    }
}
