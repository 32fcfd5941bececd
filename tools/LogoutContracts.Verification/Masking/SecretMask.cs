using System.Globalization;
using System.Text;

namespace LogoutContracts.Verification.Masking;

/// <summary>Replaces known secrets in text with labels: whole ones and parts, escaped or not, and in Base64.</summary>
/// <remarks>The time grows with the length of the text plus the total length of the secrets, not with their product.</remarks>
internal sealed class SecretMask
{
    private readonly PatternIndex patterns;
    private readonly ShortSecrets shortSecrets;
    private readonly bool marksEscaped;

    /// <param name="secrets">In order of precedence: the first label of a secret counts.</param>
    /// <param name="marksEscaped">Whether the label of an escaped secret says so, as in <c>{caller.token}[escaped]</c>.</param>
    public SecretMask(IEnumerable<LabelledSecret> secrets, bool marksEscaped = false)
    {
        var distinct = secrets.Where(secret => secret.Value.Length > 0).DistinctBy(secret => secret.Value, StringComparer.Ordinal).ToList();
        patterns = new(distinct.SelectMany(SecretPattern.Of));
        shortSecrets = new(distinct.Where(secret => secret.Value.Length < PatternIndex.Window).SelectMany(SpellingsOf));
        this.marksEscaped = marksEscaped;
    }

    /// <returns>
    /// The text with labels in place of secrets. The label of a part shows its characters, counted from 1, as in
    /// <c>sha256:0123abcd…[1-8]</c>; that of a secret in Base64 ends with <c>[base64]</c>.
    /// </returns>
    public string Mask(string text)
    {
        if (patterns.IsEmpty && shortSecrets.IsEmpty)
            return text;
        var found = Found(text, (from, to) => (from, to), escaped: false);
        foreach (var reading in EscapedText.ReadingsOf(text))
            found.AddRange(Found(reading.Text, reading.Source, escaped: marksEscaped));
        return found.Count == 0 ? text : Replaced(text, found);
    }

    private static IEnumerable<LabelledSecret> SpellingsOf(LabelledSecret secret) =>
        SecretPattern.SpellingsOf(secret.Value).Select(spelling => secret with { Value = spelling });

    private List<MaskedRange> Found(string text, Func<int, int, (int From, int To)> source, bool escaped)
    {
        var suffix = escaped ? "[escaped]" : "";
        return patterns.Find(text).Concat(shortSecrets.Find(text)).Select(found =>
        {
            var (from, to) = source(found.From, found.To);
            return new MaskedRange(from, to, $"{found.Label}{suffix}");
        }).ToList();
    }

    private static string Replaced(string text, List<MaskedRange> found)
    {
        var masked = new StringBuilder(text.Length);
        var end = 0;
        foreach (var range in found.OrderBy(range => range.From).ThenByDescending(range => range.To))
        {
            if (range.From >= end)
                masked.Append(text, end, range.From - end).Append(range.Label);
            end = Math.Max(end, range.To);
        }

        return masked.Append(text, end, text.Length - end).ToString();
    }
}

/// <summary>A secret, and the text to show in its place.</summary>
internal sealed record LabelledSecret(string Value, string Label);

/// <summary>A range of characters to replace with a label.</summary>
/// <param name="From">The first character to replace, from 0.</param>
/// <param name="To">The first character after it.</param>
internal sealed record MaskedRange(int From, int To, string Label)
{
    /// <summary>The part of a secret, as its label shows it.</summary>
    /// <param name="offset">From 0.</param>
    public static string Part(int offset, int length) => string.Create(CultureInfo.InvariantCulture, $"{offset + 1}-{offset + length}");
}
