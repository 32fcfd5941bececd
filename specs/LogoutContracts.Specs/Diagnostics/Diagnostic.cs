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
    /// <summary>Whether the file is invalid, or valid but not finished.</summary>
    public Severity Severity { get; init; }

    /// <summary>Other cases of the same problem, beside the one in <see cref="Found"/>; at most 1,000.</summary>
    public ValueList<string> Others { get; init; } = [];

    public override string ToString() => $"""
        {File}:{At}{Layer}: {(Severity == Severity.Warning ? "warning: " : "")}{Rule}
          found:    {Found}
          expected: {Expected}
          to do:    {Action}
        """;

    /// <summary>What the position was applied to, or the preset that wrote this.</summary>
    private string Layer =>
        $"{(At.AppliedTo is { } spec ? $" (on {spec.In(File)})" : "")}{(At.Preset is { } preset ? $" (preset {preset})" : "")}";
}

/// <summary>How much a diagnostic matters.</summary>
public enum Severity
{
    /// <summary>The file is invalid, and cannot be used.</summary>
    Error,

    /// <summary>The file can be used, but somebody should look at this.</summary>
    Warning,
}
