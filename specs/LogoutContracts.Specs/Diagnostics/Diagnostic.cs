using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Diagnostics;

/// <summary>A problem in a file.</summary>
/// <param name="Rule">Stable id of the violated rule, for filters and searches.</param>
/// <param name="File">The file name, for messages.</param>
/// <param name="At">The position in the file.</param>
/// <param name="Found">What the file contains.</param>
/// <param name="Expected">What it should contain.</param>
/// <param name="Action">How to fix it.</param>
public sealed record Diagnostic(string Rule, string File, Position At, string Found, string Expected, string Action)
{
    public override string ToString() => $"""
        {File}:{At}{(At.AppliedTo is { } spec ? $" (on {spec.In(File)})" : "")}: {Rule}
          found:    {Found}
          expected: {Expected}
          to do:    {Action}
        """;
}
