namespace LogoutContracts.Verification.Evidence;

/// <summary>One part of an answer, compared with the contract.</summary>
/// <remarks>Both texts are normalized, with placeholders for the values of sessions: the part is as expected if they are equal.</remarks>
/// <param name="Part">Such as "status", "header Location", "body" or "body /user/id".</param>
public sealed record Comparison(string Part, string Expected, string Actual)
{
    /// <summary>How a difference counts.</summary>
    public Allowance Allowance { get; init; }

    public bool Differs => !string.Equals(Expected, Actual, StringComparison.Ordinal);

    /// <summary>Whether the texts are equal, or the difference is allowed.</summary>
    public bool Holds => Allowance != Allowance.None || !Differs;

    /// <summary>Whether there is a difference that deserves a remark, but is not a failure.</summary>
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
    /// <summary>A difference is a failure.</summary>
    None,

    /// <summary>Both mean the same, such as a Content-Type with and without a charset.</summary>
    Allowed,

    /// <summary>A difference is a remark.</summary>
    Remark,
}
