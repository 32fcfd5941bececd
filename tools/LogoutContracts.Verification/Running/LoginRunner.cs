using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Running;

/// <summary>Opens fresh sessions for one conversation, by the contract's own login, with the inputs of the target's accounts; or hands out the one session that was given.</summary>
internal sealed class LoginRunner(Conversation talk)
{
    private bool isGivenTaken;

    /// <summary>The sessions that the case may share with others; null: each is fresh.</summary>
    public SessionLease? Lease { get; set; }

    private Accounts Accounts => talk.Target.Accounts;

    /// <summary>A login of a real provider only has to hand out a session; that of a mock is compared, too.</summary>
    private bool IsExact => talk.Target.Kind != TargetKind.Live;

    /// <summary>Opens a session, and that of its caller first where its login wants one, and whatever else must come before it.</summary>
    /// <param name="kind">Null where the contract has no kinds.</param>
    /// <param name="ofOther">Whether it is to be of a second user.</param>
    /// <returns>The session's credentials, and its ids as far as the target tells them; or, in a sentence, why there is none.</returns>
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
            return (null, "Needs sessions of two users, and the login of one is all there is.");
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
        if (talk.Plan.Contract.Sessions.Credentials.FirstOrDefault(credential => session.GetValueOrDefault(credential.Name, "").Length == 0) is { } missing)
            return (null, $"The login fails: its answer has status {Text(step)} and no {missing.Name}.");
        talk.Memory.SawLive(session[talk.Plan.Contract.Sessions.Credentials[talk.Plan.Contract.Sessions.Key].Name]);
        await AddIdsAsync(session);
        return (session, "");
    }

    private (Dictionary<string, string>? Session, string Problem) Given(bool ofOther)
    {
        if (ofOther)
            return (null, "Needs sessions of two users, and the given ones are of one.");
        if (Lease is not null)
            return (null, "Needs one more session, and all that were given are in use or ended.");
        if (isGivenTaken)
            return (null, "Needs two sessions, and one was given.");
        isGivenTaken = true;
        return (Accounts.Session.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal), "");
    }

    /// <summary>Null where no second user is known.</summary>
    private ValueList<LoginInput>? InputsOf(PlannedVariant login, bool ofOther)
    {
        if (!ofOther || Accounts.Other.Count > 0)
            return ofOther ? Accounts.Other : Accounts.Own;

        // A mock takes any name for a user, unless its contract names the users.
        if (talk.Target.Kind == TargetKind.Mock && talk.Plan.Contract.Sessions.Accounts.Count > 0)
            return LoginInputs.OfSecondUser(talk.Plan);
        if (talk.Target.Kind != TargetKind.Mock || talk.Plan.Contract.FindOperation(login.Operation)!.Session.User is not { Pointer: ['/', .. var name] })
            return null;
        return [new(name, "somebody-else")];
    }

    /// <summary>Puts the first user's inputs into the example of an operation that takes part in a login, where the example has what a login that succeeds has there.</summary>
    public RenderedRequest Fill(PlannedVariant variant, RenderedRequest request) => LoginInputs.FillLike(talk.Plan, variant, request, Accounts.Own);

    /// <inheritdoc cref="PrepareAsync(PlannedVariant, RoleSessions, ValueList{LoginInput})"/>
    public Task<string?> PrepareAsync(PlannedVariant login, RoleSessions opening) => PrepareAsync(login, opening, Accounts.Own);

    /// <summary>Takes the steps before the login, and keeps what they hand out.</summary>
    /// <returns>Why that cannot be had; null where all is there.</returns>
    private async Task<string?> PrepareAsync(PlannedVariant login, RoleSessions opening, ValueList<LoginInput> inputs)
    {
        foreach (var name in HolesOf(login.Variant.Request).Where(hole => hole.Role == Role.Fresh).Select(hole => hole.Name).Distinct(StringComparer.Ordinal))
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
            if (LoginInputs.TellerOf(talk.Plan, id.Name) is not { } teller)
                continue;
            var asking = new RoleSessions();
            asking.SetAll(Role.Caller, session);

            // Other sessions of the user may be in the answer beside this one, so it need not be that of the example.
            var step = await SendAsync(teller, asking, [], isJudged: false);
            if (GivenBy(teller, id.Name, step.Exchange.Response) is { } value)
                session[id.Name] = value;
        }
    }

    private async Task<Step> SendAsync(PlannedVariant variant, RoleSessions cast, ValueList<LoginInput> inputs, bool isJudged)
    {
        var request = RenderedRequest.Of(variant.Variant.Request, hole => cast[hole] ?? variant.Seeds.ValueOf(hole));
        return await talk.LogInAsync(variant, LoginInputs.Fill(request, talk.Plan.Contract.FindOperation(variant.Operation)!.Path, inputs), cast, isJudged);
    }

    private string? GivenBy(PlannedVariant variant, string name, ReceivedResponse response) => talk.Plan.Contract.FindOperation(variant.Operation)!.Session.Gives
        .Where(given => string.Equals(given.Name, name, StringComparison.Ordinal)).Select(given => ResponseValues.Find(given.From, response)).FirstOrDefault(value => value is not null);

    private static string Text(Step step) => step.Exchange.Response.Status.ToString(CultureInfo.InvariantCulture);

    internal static IEnumerable<Hole> HolesOf(ExampleRequest request) => request.Query.Concat(request.Headers).Concat(request.Cookies).SelectMany(part => part.Value.Holes).Concat(request.Body?.Holes ?? []);
}
