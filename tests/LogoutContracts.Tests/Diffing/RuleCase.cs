using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Diffing;

/// <summary>Edits of a spec that a rule reports, and similar ones that it does not report.</summary>
/// <param name="Rule">The id of the rule; no other rule reports the edits.</param>
/// <param name="Edits">What is replaced.</param>
/// <param name="Near">What is replaced in the near miss.</param>
public sealed record RuleCase(string Rule, (string Old, string New)[] Edits, (string Old, string New)[] Near)
{
    /// <summary>The id of a built-in contract; null for shop.yaml.</summary>
    public string? BuiltIn { get; init; }

    /// <summary>Rules that report the same edits too, because one cannot be had without the other.</summary>
    public string[] Also { get; init; } = [];

    /// <summary>Whether the edited spec is the old version.</summary>
    public bool IsReversed { get; init; }

    internal string Text => BuiltIn is null ? DiffedSpecs.Shop : OwnSpecs.TextOf(BuiltIn);

    public override string ToString() => Rule;
}
