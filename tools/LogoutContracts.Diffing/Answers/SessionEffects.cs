using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Answers;

/// <summary>What an answer does to sessions, in the names of the new contract.</summary>
/// <param name="Caller">The values of the caller's session that change, and their new states.</param>
/// <param name="EndsTarget">Whether the session that the request names ends.</param>
/// <param name="EndsUser">Whether all sessions of the user end.</param>
/// <param name="EndsOthers">Whether all sessions of the user end, but for the caller's.</param>
internal sealed record SessionEffects(
    ValueList<(string Value, SessionState State)> Caller, bool EndsTarget, bool EndsUser, bool EndsOthers, bool Opens, bool Renews)
{
    /// <param name="nameOf">The name of a value of a session in the new contract.</param>
    public static SessionEffects Of(PlannedVariant planned, OperationSide side, Func<string, string> nameOf)
    {
        var variant = planned.Variant;
        var caller = side.Sessions.Credentials.Where(credential => !credential.IsPerUser)
            .Select(credential => (Name: nameOf(credential.Name), State: variant.StateAfter(Role.Caller, credential.Name)))
            .Where(value => value.State is not (null or SessionState.Active))
            .Select(value => (value.Name, value.State!.Value)).OrderBy(value => value.Name, StringComparer.Ordinal).ToValueList();
        var endsTarget = variant.Ends(Role.Target);
        return new(
            caller, endsTarget, side.Use.Ends == SessionEnd.User && (endsTarget || variant.Ends(Role.Caller)),
            side.Use.Ends == SessionEnd.Others && variant.Ends(Role.Other), variant.Opens, variant.Renews);
    }

    /// <summary>What becomes of a value of the caller's session.</summary>
    public SessionState StateOf(string value)
    {
        foreach (var (name, state) in Caller)
        {
            if (string.Equals(name, value, StringComparison.Ordinal))
                return state;
        }

        return SessionState.Active;
    }
}
