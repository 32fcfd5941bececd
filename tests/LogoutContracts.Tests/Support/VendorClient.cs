using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Tests.Support;

/// <summary>A client that logs in, probes its session and logs out, as the contract says.</summary>
internal sealed class VendorClient(IMock mock)
{
    private readonly MockPlan plan = mock.Plan;

    /// <summary>Logs in. Returns the values of the new session by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LoginAsync()
    {
        var login = plan.Variants.First(variant => variant is { IsDefault: true, IsServed: true } && variant.Variant.Opens
            && variant.Variant.Given.Caller == CallerStates.None);
        var reply = await mock.SendAsync(RenderedRequest.Of(login.Variant.Request, login.Seeds.ValueOf));
        reply.Status.Should().Be(login.Answer!.Status, "a login succeeds");
        var session = plan.Contract.FindOperation(login.Operation)!.Session.Opens
            .ToDictionary(opening => opening.Name, opening => Read(opening.From, reply), StringComparer.Ordinal);
        return plan.Contract.Sessions.Ids.Count == 0 ? session : mock.Sessions.ValuesOf(session[KeyName])!;
    }

    public async Task<bool> IsLiveAsync(IReadOnlyDictionary<string, string> session)
    {
        var reply = await mock.SendAsync(RenderedRequest.Of(plan.Live.Variant.Request, hole => session[hole.Name]));
        if (Is(plan.Live, reply, session))
            return true;
        Is(plan.Dead, reply, session).Should().BeTrue("a probe should answer live or dead, not {0} {1}", reply.Status, reply.Body);
        return false;
    }

    /// <returns>Whether the answer is the one for ending a live session.</returns>
    public Task<bool> LogoutAsync(IReadOnlyDictionary<string, string> session) => LogoutAsync(session, session);

    /// <param name="target">The session to end, if the contract lets a request name one.</param>
    public async Task<bool> LogoutAsync(IReadOnlyDictionary<string, string> session, IReadOnlyDictionary<string, string> target)
    {
        var logout = Logout;
        var reply = await mock.SendAsync(RenderedRequest.Of(
            logout.Variant.Request, hole => (hole.Role == Role.Target ? target : session)[hole.Name]));
        return Is(logout, reply, target);
    }

    /// <summary>The variant in which callers end their own session.</summary>
    public PlannedVariant Logout => plan.Variants.First(variant => variant is { IsDefault: true, IsServed: true }
        && variant.Variant.Ends(Role.Caller) && variant.Variant.Given.Caller == CallerStates.Active
        && string.Equals(variant.Variant.Given.Kind, plan.Contract.Sessions.DefaultKind, StringComparison.Ordinal));

    public static IReadOnlyDictionary<string, string> Seeded(PlannedVariant variant, Role role = Role.Caller) =>
        variant.Seeds.Find(role)!.Values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);

    // Rocket.Chat's login does not return the id of the session, and its list of the user's sessions does not mark the caller's.
    private string KeyName => plan.Contract.Sessions.Credentials[plan.Contract.Sessions.Key].Name;

    private static string Read(Locator from, Reply reply) => from switch
    {
        Locator.ResponseBody body => JsonPointer.Find(JsonElement.Parse(reply.Body), body.Pointer)!.Value.GetString()!,
        Locator.ResponseCookie cookie => reply["Set-Cookie"]!.Split(';')[0][(cookie.Name.Length + 1)..],
        _ => throw new NotSupportedException($"No contract here has {from}."),
    };

    private static bool Is(PlannedVariant variant, Reply reply, IReadOnlyDictionary<string, string> session) =>
        reply.Status == variant.Answer!.Status
        && string.Equals(reply.Body, variant.Answer.Body?.Text.Render(hole => session[hole.Name]) ?? "", StringComparison.Ordinal);
}
