using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Refining;

/// <summary>A property in which requests differ, with the values that the rules of the old or the new operation tell apart.</summary>
/// <param name="Name">In words, such as <c>caller</c> or <c>header Origin</c>.</param>
/// <param name="Fits">Whether a rule of one side matches a value.</param>
internal sealed record Dimension(
    string Name, IReadOnlyList<object?> Values, IReadOnlyList<string> Labels, Func<OperationSide, Rule, object?, bool> Fits)
{
    /// <summary>The most values, as masks have 64 bits.</summary>
    public const int MostValues = 64;

    /// <summary>All values, as a bit mask.</summary>
    public ulong All => Values.Count == MostValues ? ulong.MaxValue : (1UL << Values.Count) - 1;

    /// <summary>The values that a rule matches, as a bit mask.</summary>
    public ulong MaskOf(OperationSide side, Rule rule)
    {
        var mask = 0UL;
        for (var i = 0; i < Values.Count; i++)
            mask |= Fits(side, rule, Values[i]) ? 1UL << i : 0;
        return mask;
    }

    /// <summary>The labels of the values in a mask, in alphabetical order.</summary>
    public IEnumerable<string> LabelsOf(ulong mask) =>
        Labels.Where((_, i) => (mask >> i & 1) == 1).Order(StringComparer.Ordinal);
}

/// <summary>A state of the caller.</summary>
/// <param name="Shown">The value that the caller shows, in the new contract's names, if the rules tell these apart; otherwise null.</param>
internal sealed record CallerPoint(CallerStates State, bool Mixed, string? Shown = null);

/// <summary>A body, as each side classifies it.</summary>
internal sealed record BodyPoint(BodyClass Old, BodyClass New);

/// <summary>How a header and a cookie that should be equal differ.</summary>
internal sealed record PairPoint(string Header, string Cookie, string State)
{
    public const string Missing = "missing";

    public const string Unequal = "unequal";

    public static IReadOnlyList<string> States { get; } = [Missing, Unequal, "equal"];
}
