using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Diagrams;

/// <summary>The state in which a session, or one of its values, was before the example of a variant.</summary>
internal static class StateBefore
{
    /// <param name="then">What becomes of the session or value.</param>
    /// <returns>Null if there was no such session.</returns>
    public static SessionState? Of(MockPlan plan, PlannedVariant variant, RoleState then)
    {
        var given = variant.Variant.Given;
        return then.Role switch
        {
            // What "given" says of the caller is true of the value that it shows; the others are as the server issued them.
            Role.Caller when then.Value is { } value && !Shows(plan, variant, value) => SessionState.Active,
            Role.Caller => given.Caller switch
            {
                CallerStates.Active => SessionState.Active,
                CallerStates.Ended => SessionState.Ended,
                CallerStates.Expired => SessionState.Expired,
                CallerStates.Superseded => SessionState.Superseded,
                _ => null,
            },
            Role.Target => given.Target switch
            {
                TargetStates.Self or TargetStates.OwnActive or TargetStates.Foreign => SessionState.Active,
                TargetStates.OwnEnded => SessionState.Ended,
                TargetStates.OwnExpired => SessionState.Expired,
                TargetStates.OwnSuperseded => SessionState.Superseded,
                _ => null,
            },
            Role.Other when given.Other != Bystander.None => SessionState.Active,
            _ => null,
        };
    }

    private static bool Shows(MockPlan plan, PlannedVariant variant, string value) =>
        plan.CallerOf(variant.Operation) is not [{ Values: [var first, ..] }, ..]
        || string.Equals(plan.Contract.Sessions.ValueNames[variant.Variant.Given.Shown ?? first], value, StringComparison.Ordinal);
}
