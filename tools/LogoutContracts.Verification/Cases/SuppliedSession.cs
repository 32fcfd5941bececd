using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Cases;

/// <summary>Makes the most of the one session that was given in place of a login: all that leave it alone come first, then one that ends it.</summary>
internal static class SuppliedSession
{
    /// <returns>Places of the cases for which no session is left, and why.</returns>
    public static IEnumerable<(int Place, string Reason)> Spared(IReadOnlyList<VerificationCase> cases, Accounts accounts)
    {
        if (accounts.Session.Count == 0)
            yield break;
        string? last = null;
        foreach (var (place, each) in cases.Index().Where(each => each.Item.EndsSession))
        {
            if (last is null && each is VerificationCase.OfVariant { Variant.Variant.Given: { Caller: CallerStates.Active, Target: TargetStates.None or TargetStates.Self, Other: Bystander.None }, Variant.IsDefault: true, MovesClock: false })
                last = each.Id;
            else
                yield return (place, $"It ends a session, and the one that was given is {(last is null ? "kept" : $"ended by '{last}'")}.");
        }
    }
}
