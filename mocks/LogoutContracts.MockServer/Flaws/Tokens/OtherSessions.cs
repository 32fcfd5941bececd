using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>Logouts that end the wrong sessions.</summary>
internal static class OtherSessions
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of("ends-everyone", "T9", "crafter", "A logout ends the sessions of all users.", static async (call, answer) =>
        {
            await answer();
            if (call.HasLoggedOut)
                EndAll(call.ActiveBefore);
        }),
        Flaw.Of(
            "ends-own-others",
            "T9",
            "symphony",
            "A logout ends all sessions of its user instead of one.",
            static async (call, answer) =>
            {
                await answer();
                if (call.HasLoggedOut)
                    EndAll(call.ActiveBefore.Where(session => session.User.Is(call.Caller!.User)));
            }),
        Flaw.Of(
            "ends-foreign-by-id",
            "T9",
            "rocketchat",
            "Any user who knows a session's id can end it, even if it belongs to another user.",
            static async (call, answer) =>
            {
                await answer();
                if (call is { IsLogout: true, CallerWasActive: true })
                    EndAll(call.ActiveBefore.Where(session => HasIdIn(call.Model, session, call.Body)));
            },
            HasTarget),
        Flaw.Of(
            "other-survives",
            "T12",
            "rocketchat",
            "Ending another session of the same user reports success, but that session stays active.",
            static async (call, answer) =>
            {
                await answer();
                if (!call.IsLogout)
                    return;
                foreach (var ended in call.Ended.Where(session => !ReferenceEquals(session, call.Caller)).ToList())
                    call.Table.Revive(ended);
            },
            EndsOthers),
    ];

    private static bool HasTarget(MockPlan plan) => plan.Contract.Operations.Any(operation => operation.Session.Target is not null);

    private static bool EndsOthers(MockPlan plan) =>
        HasTarget(plan) || plan.Contract.Operations.Any(operation => operation.Session.Ends is SessionEnd.User or SessionEnd.Others);

    private static void EndAll(IEnumerable<Session> sessions)
    {
        foreach (var session in sessions.ToList())
            session.End();
    }

    private static bool HasIdIn(SessionModel model, Session session, string text)
    {
        for (var i = model.Credentials.Count; i < model.ValueNames.Count; i++)
        {
            if (text.Contains(session[i], StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
