namespace LogoutContracts.Verification.Evidence;

/// <summary>One part of an answer beside what the contract says. Both texts are put into one form, values of sessions as placeholders, so that they are equal exactly where the part holds.</summary>
public sealed record Comparison(string Part, string Expected, string Actual)
{
    public bool Holds => string.Equals(Expected, Actual, StringComparison.Ordinal);

    /// <summary>For a sentence.</summary>
    public string InOneLine => IsShort ? $"{Part} is {Actual}, not {Expected}" : $"{Part} is not as the contract has it";

    private bool IsShort => !Expected.Contains('\n', StringComparison.Ordinal) && !Actual.Contains('\n', StringComparison.Ordinal);

    public override string ToString() => IsShort
        ? $"{Part}\n    expected: {Expected}\n    actual:   {Actual}"
        : $"{Part}\n    expected:\n{Indented(Expected)}\n    actual:\n{Indented(Actual)}";

    private static string Indented(string text) => $"        {text.ReplaceLineEndings("\n        ")}";
}
