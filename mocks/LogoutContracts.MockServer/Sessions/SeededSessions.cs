using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>Creates seeded sessions.</summary>
internal static class SeededSessions
{
    /// <summary>Creates the sessions that a mock starts with, in the states that the variants need.</summary>
    /// <returns>New sessions on each call.</returns>
    public static IEnumerable<Session> Of(MockPlan plan) =>
        plan.Variants.Where(variant => variant.IsServed).SelectMany(variant => Of(plan.Contract.Sessions, variant));

    /// <summary>Creates the sessions of one variant, in the states that it needs.</summary>
    public static IEnumerable<Session> Of(SessionModel model, PlannedVariant variant)
    {
        foreach (var seed in variant.Seeds.Sessions)
        {
            // The target "self" is the caller's session.
            if (seed.State == SeedState.NeverOpened || (seed.Role == Role.Target && variant.Variant.Given.Target == TargetStates.Self))
                continue;

            // A variant that refuses the handshake has no answer to prefer.
            yield return Of(model, seed, seed.Prefers is null || variant.Answer is null ? null : variant);
        }
    }

    private static Session Of(SessionModel model, SeededSession seed, PlannedVariant? preferred)
    {
        var user = new SessionUser(seed.User, Values(shared: true));
        var startsExpired = seed.State == SeedState.Expired;
        return new(user, seed.Kind, Values(shared: false), startsExpired, preferred)
        {
            CommonName = seed.CommonName,
            Values = model.TellsValuesApart ? new(new() { Client = model.Clients.Count > 0 ? model.Clients[0].Id : null }) : null,
        };

        IEnumerable<string> Values(bool shared) => seed.Values.Select((value, i) => model.IsShared(i) == shared ? value.Value : "");
    }
}
