using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Negatives;

/// <summary>Runs one negative test: opens live sessions, sends the request, and probes the sessions afterwards.</summary>
internal sealed class NegativeRun(NegativeTest negative, Conversation talk, SessionPool pool)
{
    private readonly List<(Role Role, string? Kind, bool IsOther)> sessions = [];

    /// <summary>Whether the target did something that is wrong under any contract.</summary>
    public bool IsNever { get; private set; }

    /// <returns>Why the test is inconclusive; null if the steps decide it.</returns>
    public async Task<string?> RunAsync()
    {
        if (talk.Target.Kind == TargetKind.Stubs)
            return "Stubs return the same session from each login, so negative tests would end it for each other.";
        if (talk.Target.Kind == TargetKind.Live && negative.ChangesLogin)
            return "It changes a value of the login that only the user knows, so the login would be refused.";
        if (await OpenAsync() is { } problem)
            return problem;
        foreach (var (role, _, _) in sessions)
        {
            var control = await talk.ProbeAsync(role, live: true, StepKind.Control, ValueOf);
            if (!control.Holds)
            {
                var difference = Conversation.FirstFailure(control.Comparisons);
                return $"The session of the {Conversation.Name(role)} is not live to begin with: {difference}.";
            }
        }

        var request = negative.Request(ValueOf, example => talk.Logins.Fill(negative.Base, example));
        var ruling = new VariantResolver(talk.Plan).Resolve(request, [.. sessions.Select(Known)]);
        var step = ruling is null
            ? await talk.SendAsync(StepKind.Request, negative.Title, request, negative.Operation, _ => [])
            : await talk.SendAsync(StepKind.Request, negative.Title, request, ruling);
        var wrong = UniversalChecks.Among(step.Exchange.Response, ruling).ToList();
        talk.Also(wrong);
        IsNever = wrong.Count > 0;
        await CheckAfterwardsAsync(ruling);
        return null;
    }

    private async Task<string?> OpenAsync()
    {
        var given = negative.Base.Variant.Given;
        if (given.Caller == CallerStates.Active && await OpenAsync(Role.Caller, given.Kind, isOther: false) is { } noCaller)
            return noCaller;
        if (given.Target == TargetStates.Self)
            talk.Cast.SetAll(Role.Target, talk.Cast.SessionOf(Role.Caller));
        if (given.Target == TargetStates.OwnActive && await OpenAsync(Role.Target, given.Kind, isOther: false) is { } noTarget)
            return noTarget;
        if (negative.NeedsOther && await OpenAsync(Role.Other, given.Kind, isOther: true) is { } noOther)
            return noOther;
        var missing = LoginRunner.HolesOf(negative.Base.Variant.Request)
            .FirstOrDefault(hole => hole.Role != Role.Fresh && talk.Cast[hole] is null);
        if (missing is { } unknown)
            return $"It needs the {unknown.Name} of a session, which no operation of the contract returns.";
        return negative.Base.Variant.Opens ? await talk.Logins.PrepareAsync(negative.Base, talk.Cast) : null;
    }

    private async Task<string?> OpenAsync(Role role, string? kind, bool isOther)
    {
        // The example may leave the kind open; its seeded session is of the default kind.
        kind ??= talk.Plan.Contract.Sessions.DefaultKind;
        if (pool.Take(kind, isOther) is { } live)
        {
            talk.Cast.SetAll(role, live);
        }
        else
        {
            var login = await talk.Logins.OpenAsync(kind, isOther);
            if (login.Session is null)
                return login.Problem;
            talk.Cast.SetAll(role, login.Session);
        }

        sessions.Add((role, kind, isOther));
        return null;
    }

    private async Task CheckAfterwardsAsync(PlannedVariant? ruling)
    {
        var stated = ruling?.Variant.Then.ToDictionary(then => then.Role, then => then.State) ?? [];
        foreach (var (role, kind, isOther) in sessions)
        {
            var state = stated.GetValueOrDefault(role, SessionState.Active);
            if (state == SessionState.Unspecified)
                continue;
            var probe = await talk.ProbeAsync(role, state == SessionState.Active, StepKind.Afterwards, ValueOf);
            if (state != SessionState.Active)
                continue;
            if (probe.Holds)
                pool.Return(kind, isOther, talk.Cast.SessionOf(role));
            else
                IsNever = true;
        }
    }

    private KnownSession Known((Role Role, string? Kind, bool IsOther) session) => new(
        session.IsOther ? "other" : "own", session.Kind, SessionState.Active,
        talk.Cast.SessionOf(session.Role).Select(value => new SeededValue(value.Key, value.Value)).ToValueList());

    private string ValueOf(Hole hole) => talk.Cast[hole] ?? negative.Base.Seeds.ValueOf(hole);
}
