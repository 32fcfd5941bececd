using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Cases;

/// <summary>
/// Selects the cases to run with sessions that were given in place of a login: all that leave sessions alive, and as many that end one as
/// there are sessions.
/// </summary>
internal static class SuppliedSession
{
    /// <returns>The indexes of the cases for which no session is left, each with the reason as a sentence.</returns>
    public static IEnumerable<(int Place, string Reason)> LeftOut(IReadOnlyList<VerificationCase> cases, Accounts accounts)
    {
        var given = accounts.Sessions.Count;
        if (given == 0)
            yield break;
        var ending = cases.Index().Where(each => each.Item.EndsSession).ToList();

        // Plain logouts take precedence, as they are the most important.
        var possible = given > 1 ? ending.Where(each => IsPossible(each.Item)) : [];
        var chosen = ending.Where(each => IsPlain(each.Item)).Concat(possible)
            .Select(each => each.Index).Distinct().Take(given).ToHashSet();
        var first = chosen.Count > 0 ? cases[chosen.First()].Id : null;
        foreach (var (place, _) in ending.Where(each => !chosen.Contains(each.Index)))
            yield return (place, Reason(given, first));
    }

    private static string Reason(int given, string? first) => given == 1
        ? $"It ends a session, but the only given session is {(first is null ? "kept for other cases" : $"ended by '{first}'")}."
        : string.Create(null, $"It ends a session, but the {given} given sessions are needed by other cases.");

    private static bool IsPlain(VerificationCase each) => each is VerificationCase.OfVariant
    {
        Variant.Variant.Given: { Caller: CallerStates.Active, Target: TargetStates.None or TargetStates.Self, Other: Bystander.None },
        Variant.IsDefault: true, MovesClock: false,
    };

    /// <summary>Whether the case needs only sessions of one user.</summary>
    private static bool IsPossible(VerificationCase each) => each switch
    {
        VerificationCase.OfVariant { Variant: { IsDefault: true } variant, MovesClock: false } =>
            variant.Variant.Given is { Other: not Bystander.Foreign, Target: not TargetStates.Foreign },
        VerificationCase.OfNegative { Negative.NeedsOther: false } => true,
        _ => false,
    };
}
