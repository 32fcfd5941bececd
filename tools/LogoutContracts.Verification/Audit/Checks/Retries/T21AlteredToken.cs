using LogoutContracts.Mocks.Requests;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Retries;

internal sealed class T21AlteredToken() : Check(
    new(
        "T21",
        "Altered token",
        Severity.High,
        "A list of refused tokens that compares texts in another way than the session check has a gap: a dead token in upper case, or " +
        "with one more character, is not on the list and works.",
        "Compare the whole token, character by character, in one place. Store its hash, and look up both the session and the refusal " +
        "by it.",
        ["ASVS V7.4.1", "WSTG-SESS-06"]),
    "A dead token stays dead if it is changed or shortened, and a changed live token is refused.")
{
    internal override bool NeedsEffect => true;

    internal override async Task TryAsync(CheckContext trial)
    {
        var retrying = await Retrying.PrepareAsync(trial);
        await retrying.TryAsync(Forms(trial, new(trial)));
    }

    private static IEnumerable<RetryForm> Forms(CheckContext trial, ProbeRequests probe)
    {
        foreach (var (name, alteration) in Alterations.All)
            yield return new(name, RetryKind.Altered, session => Altered(trial, probe, session, alteration));

        // T20 checks that every credential is needed. Here, the dead token must not work without the others.
        var (sessions, plan) = (trial.Contract.Sessions, trial.Contract.Plan);
        foreach (var credential in plan.CallerOf(plan.Live.Operation).Where(shown => !shown.Values.Contains(sessions.Key))
            .Select(shown => sessions.Credentials[shown.Values[0]]).Where(credential => credential.Carriers.Count > 0))
            yield return new($"without {credential.Name}", RetryKind.Listed, session =>
                AuditedContract.Without(probe.With(session), credential));
    }

    private static RenderedRequest? Altered(
        CheckContext trial, ProbeRequests probe, ShownSession? session, Func<string, string, string?> alteration)
    {
        if (session is null)
            return probe.Bare;
        return alteration(session.Values[trial.Contract.Key.Name], session.Other) is { } changed
            ? probe.With(session, _ => probe.Hidden(changed)) : null;
    }
}
