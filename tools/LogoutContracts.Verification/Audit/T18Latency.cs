using System.Globalization;
using LogoutContracts.Specs;
using LogoutContracts.Verification.Reports;

namespace LogoutContracts.Verification.Audit;

internal sealed class T18Latency() : Check(
    new(
        "T18",
        "Time to death",
        Severity.High,
        "A token that every server keeps in a cache of its own goes on working until the last cache has heard of the logout. Seconds are enough for a thief who has a script.",
        "Ask the store of sessions on every request, or tell the caches at once, and state how long it may take.",
        ["ASVS V7.4.1", "ASVS V8.3.2"]),
    "The token is dead within the time that is allowed.")
{
    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        yield return Statement.NotStated("How soon a token is dead", "The contract does not say how soon after the logout a token is dead.");
    }

    internal override async Task TryAsync(Trial trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var step = await trial.AnswerAsync(StepKind.Ending, "caller logs out", trial.LogoutBy(Role.Caller), trial.Logout);
        if (!step.Holds)
            throw new CannotTellException($"The logout fails: {Conversation.FirstFailure(step.Comparisons)}.");
        var time = await trial.TimeToDeathAsync(Role.Caller);
        var allowed = trial.Options.MaxLatency > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{trial.Options.MaxLatency.TotalSeconds} seconds after the logout") : "right after the logout";
        trial.Talk.Also([new($"the session {(time is null ? allowed : string.Create(CultureInfo.InvariantCulture, $"{time.Value.TotalSeconds:0.#} seconds after the logout"))}", "dead", time is null ? "live" : "dead")]);
        if (time is null)
            trial.Find($"The token still works {allowed}.");
    }
}
