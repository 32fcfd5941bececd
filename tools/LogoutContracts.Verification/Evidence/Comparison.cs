namespace LogoutContracts.Verification.Evidence;

/// <summary>One part of an answer, next to what the contract says.</summary>
/// <remarks>Both texts are normalized, with placeholders for the values of sessions: the part is as expected if they are equal.</remarks>
public sealed record Comparison(string Part, string Expected, string Actual)
{
    public bool Holds => string.Equals(Expected, Actual, StringComparison.Ordinal);

    /// <summary>The difference, as a part of a sentence.</summary>
    public string InOneLine => IsShort ? $"{Part} is {Actual}, not {Expected}" : $"{Part} differs from the contract";

    private bool IsShort => !Expected.Contains('\n', StringComparison.Ordinal) && !Actual.Contains('\n', StringComparison.Ordinal);

    public override string ToString() => IsShort
        ? $"{Part}\n    expected: {Expected}\n    actual:   {Actual}"
        : $"{Part}\n    expected:\n{Indented(Expected)}\n    actual:\n{Indented(Actual)}";

    private static string Indented(string text) => $"        {text.ReplaceLineEndings("\n        ")}";
}
