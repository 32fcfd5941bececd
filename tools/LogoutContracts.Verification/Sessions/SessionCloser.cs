using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Sessions;

/// <summary>Logs out the sessions that a run has opened and not ended, with the contract's logout.</summary>
public static class SessionCloser
{
    private const int Unauthorized = 401;

    /// <summary>Logs out all sessions that are still open.</summary>
    /// <param name="wire">The client of the run. If it has no ledger, nothing is closed.</param>
    /// <returns>One sentence per kind of failure, with the number of sessions; empty if there are none.</returns>
    /// <exception cref="OperationCanceledException">The caller cancels.</exception>
    public static async Task<IReadOnlyList<string>> CloseAsync(
        MockPlan plan, Uri target, RawHttpClient wire, CancellationToken cancellation = default)
    {
        var problems = new List<string>();
        var open = wire.Ledger?.Open ?? [];
        foreach (var session in open)
        {
            try
            {
                if (await CloseAsync(plan, target, wire, session, cancellation) is { } problem)
                    problems.Add(problem);
                else
                    wire.Ledger!.Ended(session);
            }
            catch (Exception e) when (NoResponse.Of(e, cancellation) is { } unanswered)
            {
                problems.Add(unanswered.Reason);
                break;
            }
        }

        return [.. problems.CountBy(problem => problem, StringComparer.Ordinal).Select(each => string.Create(
            CultureInfo.InvariantCulture, $"{each.Value} of {open.Count} sessions could not be logged out after the run: {each.Key}"))];
    }

    /// <returns>Why the session is still open; null if it is not.</returns>
    private static async Task<string?> CloseAsync(
        MockPlan plan, Uri target, RawHttpClient wire, OpenSession session, CancellationToken cancellation)
    {
        if (Preconditions.EnderOf(plan, session.Kind) is not { } logout)
            return "The contract has no logout for them.";
        if (await WithIdsAsync(plan, target, wire, logout, session, cancellation) is not { } values)
            return null;
        var unknown = false;
        var request = RenderedRequest.Of(logout.Variant.Request, hole =>
        {
            if (!IsOfSession(hole, logout))
                return logout.Seeds.ValueOf(hole);
            unknown |= !values.ContainsKey(hole.Name);
            return values.GetValueOrDefault(hole.Name) ?? "";
        });
        if (unknown)
            return "No response contains the id of the session.";
        var status = (await wire.SendAsync(target, request, cancellation)).Response.Status;

        // A 401 means that the session has already ended.
        return status is >= 200 and < 400 or Unauthorized
            ? null : string.Create(CultureInfo.InvariantCulture, $"The logout answers {status}.");
    }

    /// <summary>Requests the ids that the logout needs and that the login's response did not contain.</summary>
    /// <returns>Null if the session has already ended.</returns>
    private static async Task<Dictionary<string, string>?> WithIdsAsync(
        MockPlan plan, Uri target, RawHttpClient wire, PlannedVariant logout, OpenSession session, CancellationToken cancellation)
    {
        var values = new Dictionary<string, string>(session.Values, StringComparer.Ordinal);
        foreach (var id in plan.Contract.Sessions.Ids.Select(id => id.Name).Where(name => !values.ContainsKey(name) && Needs(logout, name)))
        {
            if (LoginInputs.GiverOf(plan, id) is not { } giver)
                continue;
            var request = RenderedRequest.Of(giver.Variant.Request, hole =>
                hole.Role == Role.Caller && values.TryGetValue(hole.Name, out var value) ? value : giver.Seeds.ValueOf(hole));
            var answer = await wire.SendAsync(target, request, cancellation);
            if (answer.Response.Status == Unauthorized)
                return null;
            var given = plan.Contract.FindOperation(giver.Operation)!.Session.Gives
                .First(given => string.Equals(given.Name, id, StringComparison.Ordinal));
            if (ResponseValues.Find(given.From, answer.Response) is { } found)
                values[id] = found;
        }

        return values;
    }

    private static bool Needs(PlannedVariant logout, string id)
    {
        var isNeeded = false;
        RenderedRequest.Of(logout.Variant.Request, hole =>
        {
            isNeeded |= IsOfSession(hole, logout) && string.Equals(hole.Name, id, StringComparison.Ordinal);
            return logout.Seeds.ValueOf(hole);
        });
        return isNeeded;
    }

    private static bool IsOfSession(Hole hole, PlannedVariant logout) =>
        hole.Role == Role.Caller || (hole.Role == Role.Target && logout.Variant.Given.Target == TargetStates.Self);
}
