using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Running;

/// <summary>Shows what a logout does, in four steps: logs in, probes, logs out, and probes with the same credentials again.</summary>
public static class WalkThrough
{
    /// <summary>Walks through one session of a mock.</summary>
    /// <param name="kind">The kind of the session; null for the contract's default.</param>
    /// <returns>The steps so far, and why it could not go on; empty if it could.</returns>
    /// <exception cref="OperationCanceledException">The caller cancels.</exception>
    public static async Task<(ValueList<Step> Steps, string Problem)> RunAsync(
        MockPlan plan, Target target, RawHttpClient wire, string? kind = null, CancellationToken cancellation = default)
    {
        kind ??= plan.Contract.Sessions.DefaultKind;
        var talk = new Conversation(plan, target, wire, cancellation);
        try
        {
            var problem = await RunAsync(talk, kind);
            return (talk.Steps, problem);
        }
        catch (Exception e) when (NoResponse.Of(e, cancellation) is { } unanswered)
        {
            return (talk.Steps, unanswered.Reason);
        }
    }

    /// <summary>
    /// The requests that show the same on a session that every mock of the contract knows: the probe, the logout, and the probe again.
    /// </summary>
    /// <param name="kind">The kind of the session; null for the contract's default.</param>
    /// <returns>The logout's variant and the requests; null if the contract has no logout with which such a session ends itself.</returns>
    public static (PlannedVariant Logout, IReadOnlyList<RenderedRequest> Requests)? OnSeededSession(MockPlan plan, string? kind = null)
    {
        if (Preconditions.EnderOf(plan, kind ?? plan.Contract.Sessions.DefaultKind) is not { } logout)
            return null;
        var probe = RenderedRequest.Of(
            plan.Live.Variant.Request,
            hole => (hole.Role == Role.Caller ? logout : plan.Live).Seeds.ValueOf(hole));
        return (logout, [probe, logout.SeededRequest(), probe]);
    }

    private static async Task<string> RunAsync(Conversation talk, string? kind)
    {
        var plan = talk.Plan;
        var logout = Preconditions.EnderOf(plan, kind);
        if (logout is null)
            return "The contract has no logout with which such a session ends itself.";
        var login = await talk.LogInAsync(kind);
        if (login.Session is null)
            return login.Problem;
        talk.Cast.SetAll(Role.Caller, login.Session);
        await ProbeAsync("Is the session live?", _ => true, StepKind.Control);
        await talk.SendAsync(
            StepKind.Ending, "Log out", Conversation.RequestOf(new(Role.Caller, logout), hole => ValueOf(hole, logout)), logout);
        await ProbeAsync(
            "The same credentials again",
            credential => logout.Variant.StateAfter(Role.Caller, credential) is not SessionState.Ended, StepKind.Afterwards);
        return "";

        async Task ProbeAsync(string title, Func<string, bool> isLive, StepKind step)
        {
            foreach (var probe in plan.Probes)
            {
                var expected = isLive(probe.Credential) ? probe.Live : probe.Dead;
                var of = plan.Probes.Count > 1 ? $" ({probe.Credential})" : "";
                await talk.SendAsync(
                    step, title + of, talk.ProbeOf(Role.Caller, hole => ValueOf(hole, probe.Live), probe), expected);
            }
        }

        string ValueOf(Hole hole, PlannedVariant variant) => talk.Cast[hole] ?? variant.Seeds.ValueOf(hole);
    }
}
