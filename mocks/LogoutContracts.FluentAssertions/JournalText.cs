using System.Globalization;
using System.Text;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.FluentAssertions;

/// <summary>Formats the journal for failure messages.</summary>
internal static class JournalText
{
    /// <returns>One line per request, with braces escaped, because the text becomes part of a format string.</returns>
    public static string Of(LogoutMockServer mock)
    {
        var entries = mock.Journal.Entries;
        if (entries.Count == 0)
            return "The journal is empty.";
        var text = new StringBuilder("The journal:");
        foreach (var entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {entry.Number}. {entry.Contract} {entry.Method} {entry.Path} -> ")
                .Append(CultureInfo.InvariantCulture, $"{entry.Status} {entry.Variant ?? "(no variant)"}, caller {CallerOf(entry)}");
        }

        return text.Replace("{", "{{").Replace("}", "}}").ToString();
    }

    private static string CallerOf(JournalEntry entry)
    {
        var states = entry.CallerAfter == entry.CallerBefore ? entry.CallerBefore.InSpecWords()
            : $"{entry.CallerBefore.InSpecWords()} -> {entry.CallerAfter.InSpecWords()}";
        return entry.Caller is null ? states : $"{entry.Caller} {states}";
    }
}
