namespace LogoutContracts.Verification.Evidence;

/// <summary>One part of an answer, next to what the contract says.</summary>
/// <remarks>Both texts are normalized, with placeholders for the values of sessions: the part is as expected if they are equal.</remarks>
public sealed record Comparison(string Part, string Expected, string Actual)
{
    /// <summary>What becomes of a difference.</summary>
    public Allowance Allowance { get; init; }

    public bool Differs => !string.Equals(Expected, Actual, StringComparison.Ordinal);

    public bool Holds => Allowance != Allowance.None || !Differs;

    /// <summary>Whether it differs in a way that is worth a remark and no failure.</summary>
    public bool IsRemark => Allowance == Allowance.Remark && Differs;

    /// <summary>The difference, as a part of a sentence.</summary>
    public string InOneLine => IsShort ? $"{Part} is {Actual}, not {Expected}" : $"{Part} differs from the contract";

    private bool IsShort => !Expected.Contains('\n', StringComparison.Ordinal) && !Actual.Contains('\n', StringComparison.Ordinal);

    public override string ToString() => IsShort
        ? $"{Part}\n    expected: {Expected}\n    actual:   {Actual}"
        : $"{Part}\n    expected:\n{Indented(Expected)}\n    actual:\n{Indented(Actual)}";

    private static string Indented(string text) => $"        {text.ReplaceLineEndings("\n        ")}";
}

/// <summary>Whether a difference matters.</summary>
public enum Allowance
{
    /// <summary>It does.</summary>
    None,

    /// <summary>The two mean the same, such as a Content-Type with and without a charset.</summary>
    Allowed,

    /// <summary>It is worth a remark.</summary>
    Remark,
}
