using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Cases;

/// <summary>Makes the most of sessions that were given in place of a login: the cases that leave them alive come first, then as many that end one as there are sessions.</summary>
internal static class SuppliedSession
{
    /// <returns>Places of the cases for which no session is left, and why.</returns>
    public static IEnumerable<(int Place, string Reason)> Spared(IReadOnlyList<VerificationCase> cases, Accounts accounts)
    {
        var given = accounts.Sessions.Count;
        if (given == 0)
            yield break;
        var ending = cases.Index().Where(each => each.Item.EndsSession).ToList();

        // The plain logouts first: they say most.
        var chosen = ending.Where(each => IsPlain(each.Item)).Concat(given > 1 ? ending.Where(each => IsPossible(each.Item)) : []).Select(each => each.Index).Distinct().Take(given).ToHashSet();
        var first = chosen.Count > 0 ? cases[chosen.First()].Id : null;
        foreach (var (place, _) in ending.Where(each => !chosen.Contains(each.Index)))
            yield return (place, Reason(given, first));
    }

    private static string Reason(int given, string? first) => given == 1
        ? $"It ends a session, and the one that was given is {(first is null ? "kept" : $"ended by '{first}'")}."
        : string.Create(null, $"It ends a session, and the {given} that were given are needed by other cases.");

    private static bool IsPlain(VerificationCase each) => each is VerificationCase.OfVariant
    {
        Variant.Variant.Given: { Caller: CallerStates.Active, Target: TargetStates.None or TargetStates.Self, Other: Bystander.None }, Variant.IsDefault: true, MovesClock: false,
    };

    /// <summary>Whether sessions of one user are enough for it.</summary>
    private static bool IsPossible(VerificationCase each) => each switch
    {
        VerificationCase.OfVariant { Variant: { IsDefault: true } variant, MovesClock: false } => variant.Variant.Given is { Other: not Bystander.Foreign, Target: not TargetStates.Foreign },
        VerificationCase.OfNegative { Negative.NeedsOther: false } => true,
        _ => false,
    };
}
