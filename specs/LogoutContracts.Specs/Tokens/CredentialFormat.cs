using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Tokens;

/// <summary>
/// The format of a credential: a regular expression limited to literals, character classes and counts, so that it can be used both to
/// generate credentials and to recognize them.
/// </summary>
public sealed class CredentialFormat : IEquatable<CredentialFormat>
{
    /// <summary>The maximum length of a credential, in characters.</summary>
    public const int MaxLength = 4096;

    /// <summary>The accepted syntax, for messages.</summary>
    public const string Allowed =
        @"literals, '\' before punctuation, character classes such as [A-Za-z0-9_-], and counts {n} or {m,n} after either";

    private readonly ImmutableArray<Element> elements;
    private readonly int maxLength;

    private CredentialFormat(string pattern, ImmutableArray<Element> elements)
    {
        Pattern = pattern;
        this.elements = elements;
        maxLength = elements.Sum(e => e.Max);
    }

    public string Pattern { get; }

    /// <summary>The length of the shortest possible credential, in characters.</summary>
    public int MinLength => elements.Sum(element => element.Min);

    /// <summary>
    /// Entropy: the base-2 logarithm of the number of possible credentials. A lower bound: if counts are ambiguous, as in a{0,2}a{0,2},
    /// only the longest strings are counted.
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

    /// <summary>Parses a format.</summary>
    /// <param name="problem">What was expected and what was found, or empty if the pattern is valid.</param>
    public static bool TryParse(string pattern, [NotNullWhen(true)] out CredentialFormat? format, out string problem)
    {
        var parser = new CredentialFormatParser(pattern);
        var parsed = parser.Parse();
        problem = parser.Problem;
        format = problem.Length == 0 ? new(pattern, parsed) : null;
        return format is not null;
    }

    /// <summary>Generates a credential from a seed.</summary>
    /// <returns>The same string for the same seed on every machine; all strings of a length are equally likely.</returns>
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

    /// <summary>Generates a random credential.</summary>
    public string Fresh()
    {
        Span<byte> seed = stackalloc byte[32];
        RandomNumberGenerator.Fill(seed);
        return Generate(seed);
    }

    /// <summary>Whether the whole text has this format.</summary>
    public bool Matches(ReadOnlySpan<char> text)
    {
        if (text.Length > maxLength)
            return false;

        // Simulates an NFA with one state per character of the longest string: reached[p] means that the input so far can end at state p.
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

    /// <summary>Finds the longest prefix of the text that has this format.</summary>
    /// <returns>The length of the prefix; 0 if there is none.</returns>
    public int LengthAtStart(ReadOnlySpan<char> text)
    {
        // Most texts do not start like a credential, and the rest takes time.
        if (elements[0].Min > 0 && (text.IsEmpty || !elements[0].Contains(text[0])))
            return 0;
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

    /// <param name="Members">The distinct characters of the class, in ASCII order.</param>
    internal sealed record Element(string Members, int Min, int Max)
    {
        public bool Contains(char c) => Members.Contains(c, StringComparison.Ordinal);

        // With n = Max, m = Min and s members: log2(s^n + ... + s^m). s^n is factored out because it would overflow a double.
        public double Bits(bool isAmbiguous)
        {
            var shorter = 1.0;
            for (var less = 1; less <= Max - Min && !isAmbiguous; less++)
                shorter += Math.Pow(Members.Length, -less);
            return (Max * Math.Log2(Members.Length)) + Math.Log2(shorter);
        }
    }
}
