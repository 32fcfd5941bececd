using System.Buffers;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>What HTTP lets through as the name of a header or cookie, and as a value.</summary>
internal static class HeaderSyntax
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void Check(SpecDocument document, Position at, string name, IEnumerable<string> values)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
            document.Problems.Malformed(at, name, "the name of a header or cookie", "letters, digits, and marks such as '-' and '_'");
        foreach (var value in values.Where(value => value.AsSpan().ContainsAnyExceptInRange(' ', '~')))
            document.Problems.Malformed(at, value, $"the value of '{name}'", "printable ASCII characters, in one line");
    }
}
