using LogoutContracts.Diffing.Calls;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.FluentAssertions;

/// <summary>The journal of a mock as the calls of a client.</summary>
internal static class JournalCalls
{
    /// <param name="contract">The id of the contract whose calls count.</param>
    public static CallLog Of(LogoutMockServer mock, string contract)
    {
        var entries = mock.Journal.Entries;
        return new(
            entries.Where(entry => string.Equals(entry.Contract, contract, StringComparison.Ordinal)).Select(CallOf).ToValueList(),
            mock.Journal.Count - entries.Count);
    }

    /// <summary>One line per change, with braces escaped, because the text becomes part of a format string.</summary>
    public static string TextOf(IEnumerable<CallChange> changes) => string.Concat(changes.Select(change =>
        $"  {change.Method} {change.Path}, {change.Sessions}: {string.Join(" ", change.Texts)}\n"))
        .Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static LoggedCall CallOf(JournalEntry entry) => new(
        (int)entry.Number,
        new(entry.Method, entry.Query.Length == 0 ? entry.Path : $"{entry.Path}?{entry.Query}", entry.Headers, entry.Body), entry.Status)
    {
        Facts = new(entry.Contract, entry.Operation, entry.IsRaw ? null : entry.Variant, entry.CallerBefore, entry.TargetBefore),
    };
}
