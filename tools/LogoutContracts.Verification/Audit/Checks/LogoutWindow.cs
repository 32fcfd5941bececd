using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>
/// What a contract's logout leaves alive: the credential of the probe works on until its lifetime is over, and the logout ends another
/// one, such as the refresh token.
/// </summary>
/// <param name="Probe">Tells whether the credential that lives on is live.</param>
/// <param name="Lifetime">How long that credential works after it was issued.</param>
/// <param name="Ended">The index of the credential that the logout ends.</param>
internal sealed record LogoutWindow(PlannedProbe Probe, TimeSpan Lifetime, int Ended)
{
    /// <summary>The lifetime in words.</summary>
    public string Time => Lifetime.TotalMinutes >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{Lifetime.TotalMinutes:0.#} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{Lifetime.TotalSeconds:0.#} seconds");

    /// <returns>Null if the plan's logout ends what its probe asks about, or if no probe asks about what it ends.</returns>
    public static LogoutWindow? Of(MockPlan plan)
    {
        var (sessions, probe) = (plan.Contract.Sessions, plan.Probes[0]);
        if (Preconditions.EnderOf(plan, sessions.DefaultKind) is not { } logout
            || logout.Variant.StateAfter(Role.Caller, probe.Credential) is not SessionState.Active
            || sessions.Credentials[sessions.IndexOf(probe.Credential)].Lifetime is not { } lifetime)
            return null;
        var ended = plan.Probes.Skip(1).FirstOrDefault(other =>
            logout.Variant.StateAfter(Role.Caller, other.Credential) == SessionState.Ended);
        return ended is null ? null : new(probe, lifetime, sessions.IndexOf(ended.Credential));
    }

    /// <summary>The plan as an audit needs it: the credential that the logout ends is the one that it replays.</summary>
    public MockPlan Audited(MockPlan plan)
    {
        var sessions = plan.Contract.Sessions;
        return plan with
        {
            Contract = plan.Contract with { Sessions = sessions with { Key = Ended, Probe = sessions.Credentials[Ended].Probe! } },
        };
    }
}
