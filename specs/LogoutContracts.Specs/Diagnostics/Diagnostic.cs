using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Diagnostics;

/// <summary>Something wrong with a file.</summary>
/// <param name="Rule">Stable id of the rule that was broken, for filters and searches.</param>
/// <param name="File">The file, as the reader was told to call it.</param>
/// <param name="At">Where in the file.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should.</param>
/// <param name="Action">What to do about it.</param>
public sealed record Diagnostic(string Rule, string File, Position At, string Found, string Expected, string Action)
{
    public override string ToString() => $"""
        {File}:{At}: {Rule}
          found:    {Found}
          expected: {Expected}
          to do:    {Action}
        """;
}
