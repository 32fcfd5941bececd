namespace LogoutContracts.Verification;

/// <summary>One part of an answer beside what the contract says. Both texts are put into one form, values of sessions as placeholders, so that they are equal exactly where the part holds.</summary>
public sealed record Comparison(string Part, string Expected, string Actual)
{
    public bool Holds => string.Equals(Expected, Actual, StringComparison.Ordinal);

    public override string ToString() => $"""
        {Part}
            expected: {Expected}
            actual:   {Actual}
        """;
}
