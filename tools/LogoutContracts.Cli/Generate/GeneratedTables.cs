using System.Text;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Generate;

/// <summary>
/// The generated parts of a Markdown file: between the opening and closing markers of <see cref="VariantsTable"/>,
/// <see cref="SourcesList"/>, <see cref="DiagramBlocks"/>, <see cref="BasisTable"/> and <see cref="ComparisonTable"/>.
/// </summary>
internal static class GeneratedTables
{
    private const string Suffix = " -->";

    /// <returns>The text with all tables regenerated.</returns>
    /// <exception cref="Context.UserErrorException">A marker has an unknown contract, or is not closed.</exception>
    public static string Renew(string file, string text, IReadOnlyCollection<MockPlan> plans)
    {
        text = WithEach(file, text, plans, "<!-- variants:", VariantsTable.End, VariantsTable.Of);
        text = WithEach(file, text, plans, "<!-- sources:", SourcesList.End, SourcesList.Of);
        text = WithEach(file, text, plans, DiagramBlocks.Start, DiagramBlocks.End, DiagramBlocks.Of);
        text = WithOne(file, text, BasisTable.Start, BasisTable.End, () => BasisTable.Of(plans));
        return WithOne(file, text, ComparisonTable.Start, ComparisonTable.End, () => ComparisonTable.Of(plans));
    }

    /// <summary>Regenerates the text between each marker with a contract's id and the closing marker.</summary>
    private static string WithEach(
        string file, string text, IReadOnlyCollection<MockPlan> plans, string prefix, string closing, Func<MockPlan, string> tableOf)
    {
        var renewed = new StringBuilder();
        var rest = text.AsSpan();
        while (rest.IndexOf(prefix, StringComparison.Ordinal) is >= 0 and var start
            && rest[start..].IndexOf(Suffix, StringComparison.Ordinal) is >= 0 and var length)
        {
            var id = rest[(start + prefix.Length)..(start + length)].ToString();
            var plan = plans.FirstOrDefault(plan => string.Equals(plan.Contract.Id, id, StringComparison.Ordinal))
                ?? throw GenerateErrors.UnknownMarker(file, prefix + id + Suffix, id, [.. plans.Select(each => each.Contract.Id)]);
            var opened = start + length + Suffix.Length;
            var end = rest[opened..].IndexOf(closing, StringComparison.Ordinal);
            var next = rest[opened..].IndexOf(prefix, StringComparison.Ordinal);
            if (end < 0 || (next >= 0 && next < end))
                throw GenerateErrors.OpenMarker(file, prefix + id + Suffix, closing);
            renewed.Append(rest[..opened]).Append('\n').Append(tableOf(plan));
            rest = rest[(opened + end)..];
        }

        return renewed.Append(rest).ToString();
    }

    private static string WithOne(string file, string text, string opening, string closing, Func<string> table)
    {
        var start = text.IndexOf(opening, StringComparison.Ordinal);
        if (start < 0)
            return text;
        start += opening.Length;
        var end = text.IndexOf(closing, start, StringComparison.Ordinal);
        return end < 0 ? throw GenerateErrors.OpenMarker(file, opening, closing) : $"{text[..start]}\n{table()}{text[end..]}";
    }
}
