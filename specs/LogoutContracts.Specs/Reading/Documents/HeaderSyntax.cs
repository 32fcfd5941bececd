using System.Buffers;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>Checks that names and values of headers and cookies are valid in HTTP.</summary>
internal static class HeaderSyntax
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void Check(SpecDocument document, Position at, string name, IEnumerable<string> values)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
            document.Problems.Malformed(at, name, "the name of a header or cookie", "letters, digits, and punctuation such as '-' and '_'");
        foreach (var value in values.Where(value => value.AsSpan().ContainsAnyExceptInRange(' ', '~')))
            document.Problems.Malformed(at, value, $"the value of '{name}'", "printable ASCII characters on a single line");
    }
}
