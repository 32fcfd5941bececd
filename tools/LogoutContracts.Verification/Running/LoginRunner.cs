using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Running;

/// <summary>
/// Opens sessions for one conversation with the contract's login and the inputs of the target's accounts, or returns sessions that the
/// user has given.
/// </summary>
internal sealed class LoginRunner(Conversation talk)
{
    private bool isGivenTaken;

    /// <summary>The sessions that the case may share with others; null if each must be fresh.</summary>
    public SessionLease? Lease { get; set; }

    private Accounts Accounts => talk.Target.Accounts;

    /// <summary>Whether to compare responses to a login with the contract. A real provider only has to open a session.</summary>
    private bool IsExact => talk.Target.Kind != TargetKind.Live;

    /// <summary>Opens a session. First sends the requests that its login requires, including the login of its caller.</summary>
    /// <param name="kind">The kind of the session; null for the contract's default.</param>
    /// <param name="ofOther">Whether it must belong to a second user.</param>
    /// <returns>The session's credentials and its known ids; or null, and the problem in a sentence.</returns>
    public async Task<(Dictionary<string, string>? Session, string Problem)> OpenAsync(string? kind, bool ofOther = false)
    {
        var shareable = kind ?? talk.Plan.Contract.Sessions.DefaultKind;
        if (Lease?.Take(shareable, ofOther) is { } shared)
        {
            talk.Cast.HideAll(shared.Values);
            await AddIdsAsync(shared);
            return (shared, "");
        }

        var opened = talk.Target.Opener is { } opener ? await OfferedAsync(opener, kind, ofOther) : await LoggedInAsync(kind, ofOther);
        if (opened.Session is not null)
            Lease?.Add(shareable, ofOther, opened.Session);
        return opened;
    }

    private async Task<(Dictionary<string, string>? Session, string Problem)> OfferedAsync(SessionOpener opener, string? kind, bool ofOther)
    {
        var offer = await opener(kind, ofOther, talk.Cancellation);
        if (offer.Session is null)
            return (null, offer.Problem);
        var session = new Dictionary<string, string>(offer.Session, StringComparer.Ordinal);
        talk.Cast.HideAll(session.Values);
        await AddIdsAsync(session);
        return (session, "");
    }

    private async Task<(Dictionary<string, string>? Session, string Problem)> LoggedInAsync(string? kind, bool ofOther)
    {
        if (Accounts.Session.Count > 0)
            return Given(ofOther);
        var login = Preconditions.OpenerOf(talk.Plan, kind);
        if (login is null)
            return (null, "No login of the contract gives such a session.");
        if (InputsOf(login, ofOther) is not { } inputs)
            return (null, "Needs sessions of two users, but only one user's login is known; add --set-other.");
        var opening = new RoleSessions();
        if ((login.Variant.Given.Caller & CallerStates.Known) != 0)
        {
            var caller = await OpenAsync(login.Variant.Given.Kind, ofOther);
            if (caller.Session is null)
                return caller;
            opening.SetAll(Role.Caller, caller.Session);
        }

        if (await PrepareAsync(login, opening, inputs) is { } unprepared)
            return (null, unprepared);
        var step = await SendAsync(login, opening, inputs, IsExact);
        if (!step.Holds)
            return (null, $"The login fails: {Conversation.FirstFailure(step.Comparisons)}.");
        var session = opening.SessionOf(Role.Opened);
        var missing = talk.Plan.Contract.Sessions.Credentials
            .FirstOrDefault(credential => session.GetValueOrDefault(credential.Name, "").Length == 0);
        if (missing is not null)
            return (null, $"The login fails: its answer has status {Text(step)} and no {missing.Name}.");
        talk.Memory.SawLive(session[talk.Plan.Contract.Sessions.Credentials[talk.Plan.Contract.Sessions.Key].Name]);
        await AddIdsAsync(session);
        if (!IsExact)
            await talk.Tokens.NoteAsync(login.Operation, session);
        return (session, "");
    }

    private (Dictionary<string, string>? Session, string Problem) Given(bool ofOther)
    {
        if (ofOther)
            return (null, "Needs sessions of two users, but all given sessions belong to one user.");
        if (Lease is not null)
            return (null, "Needs another session, but all given sessions are in use or have ended.");
        if (isGivenTaken)
            return (null, "Needs two sessions, but only one was given.");
        isGivenTaken = true;
        return (Accounts.Session.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal), "");
    }

    /// <summary>The inputs of the login; null if a second user is needed and none is known.</summary>
    private ValueList<LoginInput>? InputsOf(PlannedVariant login, bool ofOther)
    {
        if (!ofOther || Accounts.Other.Count > 0)
            return ofOther ? Accounts.Other : Accounts.Own;

        // A mock accepts any user name, unless its contract names the users.
        if (talk.Target.Kind == TargetKind.Mock && talk.Plan.Contract.Sessions.Accounts.Count > 0)
            return LoginInputs.OfSecondUser(talk.Plan);
        if (talk.Target.Kind != TargetKind.Mock
            || talk.Plan.Contract.FindOperation(login.Operation)!.Session.User is not { Pointer: ['/', .. var name] })
            return null;
        return [new(name, "somebody-else")];
    }

    /// <summary>
    /// Puts the first user's inputs into the example of an operation that takes part in a login, but only in place of values that are the
    /// same in the example of a successful login.
    /// </summary>
    public RenderedRequest Fill(PlannedVariant variant, RenderedRequest request) =>
        LoginInputs.FillLike(talk.Plan, variant, request, Accounts.Own);

    /// <inheritdoc cref="PrepareAsync(PlannedVariant, RoleSessions, ValueList{LoginInput})"/>
    public Task<string?> PrepareAsync(PlannedVariant login, RoleSessions opening) => PrepareAsync(login, opening, Accounts.Own);

    /// <summary>Sends the requests that the login requires before it, and keeps the values that they hand out.</summary>
    /// <returns>Why a value is missing; null if none is.</returns>
    private async Task<string?> PrepareAsync(PlannedVariant login, RoleSessions opening, ValueList<LoginInput> inputs)
    {
        var names = HolesOf(login.Variant.Request).Where(hole => hole.Role == Role.Fresh).Select(hole => hole.Name)
            .Distinct(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (LoginInputs.StepFor(talk.Plan, name) is not { } before)
                continue;
            var step = await SendAsync(before, opening, inputs, IsExact);
            if (!step.Holds)
                return $"The step before the login fails: {Conversation.FirstFailure(step.Comparisons)}.";
            if (GivenBy(before, name, step.Exchange.Response) is { } value)
                opening.Set(new(Role.Fresh, name), value);
            else if (!IsExact)
                return $"The step before the login fails: its answer has status {Text(step)} and no {name}.";
        }

        return null;
    }

    private async Task AddIdsAsync(Dictionary<string, string> session)
    {
        foreach (var id in talk.Plan.Contract.Sessions.Ids.Where(id => !session.ContainsKey(id.Name)))
        {
            if (LoginInputs.GiverOf(talk.Plan, id.Name) is not { } giver)
                continue;
            var asking = new RoleSessions();
            asking.SetAll(Role.Caller, session);

            // The response may also contain other sessions of the user, so it can differ from the example.
            var step = await SendAsync(giver, asking, [], isJudged: false);
            if (GivenBy(giver, id.Name, step.Exchange.Response) is { } value)
                session[id.Name] = value;
        }
    }

    private async Task<Step> SendAsync(PlannedVariant variant, RoleSessions cast, ValueList<LoginInput> inputs, bool isJudged)
    {
        var request = RenderedRequest.Of(variant.Variant.Request, hole => cast[hole] ?? variant.Seeds.ValueOf(hole));
        var path = talk.Plan.Contract.FindOperation(variant.Operation)!.Path;
        return await talk.LogInAsync(variant, LoginInputs.Fill(request, path, inputs), cast, isJudged);
    }

    private string? GivenBy(PlannedVariant variant, string name, ReceivedResponse response) =>
        talk.Plan.Contract.FindOperation(variant.Operation)!.Session.Gives
            .Where(given => string.Equals(given.Name, name, StringComparison.Ordinal))
            .Select(given => ResponseValues.Find(given.From, response)).FirstOrDefault(value => value is not null);

    private static string Text(Step step) => step.Exchange.Response.Status.ToString(CultureInfo.InvariantCulture);

    internal static IEnumerable<Hole> HolesOf(ExampleRequest request) => request.Query.Concat(request.Headers).Concat(request.Cookies)
        .SelectMany(part => part.Value.Holes).Concat(request.Body?.Holes ?? []);
}
