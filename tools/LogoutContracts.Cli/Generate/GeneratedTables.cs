using System.Text;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Generate;

/// <summary>The tables in a Markdown file, between the markers of <see cref="VariantsTable"/> and <see cref="ComparisonTable"/>.</summary>
internal static class GeneratedTables
{
    private const string Prefix = "<!-- variants:";
    private const string Suffix = " -->";

    /// <returns>The text with all tables regenerated.</returns>
    /// <exception cref="Context.UserErrorException">A marker has an unknown contract, or is not closed.</exception>
    public static string Renew(string file, string text, IReadOnlyCollection<MockPlan> plans)
    {
        var renewed = new StringBuilder();
        var rest = text.AsSpan();
        while (rest.IndexOf(Prefix, StringComparison.Ordinal) is >= 0 and var start
            && rest[start..].IndexOf(Suffix, StringComparison.Ordinal) is >= 0 and var length)
        {
            var id = rest[(start + Prefix.Length)..(start + length)].ToString();
            var plan = plans.FirstOrDefault(plan => string.Equals(plan.Contract.Id, id, StringComparison.Ordinal))
                ?? throw GenerateErrors.UnknownMarker(file, id, [.. plans.Select(each => each.Contract.Id)]);
            var opened = start + length + Suffix.Length;
            var end = rest[opened..].IndexOf(VariantsTable.End, StringComparison.Ordinal);
            var next = rest[opened..].IndexOf(Prefix, StringComparison.Ordinal);
            if (end < 0 || (next >= 0 && next < end))
                throw GenerateErrors.OpenMarker(file, id);
            renewed.Append(rest[..opened]).Append('\n').Append(VariantsTable.Of(plan));
            rest = rest[(opened + end)..];
        }

        return WithComparison(file, renewed.Append(rest).ToString(), plans);
    }

    private static string WithComparison(string file, string text, IReadOnlyCollection<MockPlan> plans)
    {
        var start = text.IndexOf(ComparisonTable.Start, StringComparison.Ordinal);
        if (start < 0)
            return text;
        start += ComparisonTable.Start.Length;
        var end = text.IndexOf(ComparisonTable.End, start, StringComparison.Ordinal);
        return end < 0 ? throw GenerateErrors.OpenComparison(file) : $"{text[..start]}\n{ComparisonTable.Of(plans)}{text[end..]}";
    }
}
