using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T18Latency() : Check(
    new(
        "T18",
        "Time to death",
        Severity.High,
        "A token that every server keeps in a cache of its own goes on working until the last cache has heard of the logout. Seconds are enough for a thief who has a script.",
        "Ask the store of sessions on every request, or tell the caches at once, and state how long it may take.",
        ["ASVS V7.4.1", "ASVS V8.3.2"]),
    "The token is dead within the time that is allowed, on each operation that only reads.")
{
    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        yield return Statement.NotStated("How soon a token is dead", "The contract does not say how soon after the logout a token is dead.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Caller);
        var step = await trial.AnswerAsync(StepKind.Ending, "caller logs out", trial.LogoutBy(Role.Caller), trial.Logout);
        if (!step.Holds)
            throw new InconclusiveException($"The logout fails: {Conversation.FirstFailure(step.Comparisons)}.");
        var since = trial.Options.Clock.GetTimestamp();
        await MustDieAsync(trial, since, trial.Contract.Plan.Live.Operation, () => trial.IsDeadAsync(Role.Caller));
        foreach (var sibling in trial.Contract.Siblings.Where(sibling => sibling.Variant.Request.Method is "GET" or "HEAD" && string.Equals(sibling.Variant.Given.Kind ?? trial.Contract.Sessions.DefaultKind, trial.Contract.Sessions.DefaultKind, StringComparison.Ordinal)))
            await MustDieAsync(trial, since, sibling.Operation, () => IsRefusedAsync(trial, sibling));
    }

    private static async Task MustDieAsync(CheckContext trial, long since, string operation, Func<Task<bool>> isDead)
    {
        var time = await trial.TimeToDeathAsync(since, isDead);
        var allowed = trial.Options.MaxLatency > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{trial.Options.MaxLatency.TotalSeconds} seconds after the logout") : "right after the logout";
        var when = time is null ? allowed : string.Create(CultureInfo.InvariantCulture, $"{time.Value.TotalSeconds:0.#} seconds after the logout");
        trial.Talk.Also([new($"the token on '{operation}' {when}", "dead", time is null ? "live" : "dead")]);
        if (time is null)
            trial.Find($"The token still works on '{operation}' {allowed}.");
    }

    private static async Task<bool> IsRefusedAsync(CheckContext trial, PlannedVariant sibling)
    {
        var step = await trial.Talk.SendAsync(StepKind.Afterwards, $"'{sibling.Operation}' after the logout", trial.As(Role.Caller, sibling), sibling.Operation, static _ => []);
        return step.Exchange.Response.Status != sibling.Answer!.Status;
    }
}
