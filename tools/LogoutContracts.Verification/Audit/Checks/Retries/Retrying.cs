using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Retries;

/// <summary>
/// Tries a dead token in several forms, each together with its controls: a live token, one that was never issued, and none.
/// </summary>
internal sealed class Retrying
{
    private readonly CheckContext trial;
    private readonly ShownSession dead;
    private readonly ShownSession live;
    private readonly ShownSession unknown;
    private readonly List<string> unclear = [];
    private int judged;

    private Retrying(CheckContext trial)
    {
        this.trial = trial;
        var (ended, fresh) = (trial.Talk.Cast.SessionOf(Role.Caller), trial.Talk.Cast.SessionOf(Role.Target));
        var key = trial.Contract.Key.Name;
        var alike = new Dictionary<string, string>(fresh, StringComparer.Ordinal) { [key] = LookAlike.Of(fresh[key]) };
        dead = new(ended, fresh[key]);
        live = new(fresh, ended[key]);
        unknown = new(alike, fresh[key]);
        trial.Talk.Cast.Hide(alike[key]);
    }

    /// <summary>Opens two sessions and logs out one of them.</summary>
    /// <param name="before">Called before the logout, while both are live.</param>
    /// <exception cref="InconclusiveException">A session cannot be opened, or the logout has no effect.</exception>
    public static async Task<Retrying> PrepareAsync(CheckContext trial, Func<Task>? before = null)
    {
        if (trial.Facts.Effect == LogoutEffect.None)
            throw new InconclusiveException(CheckContext.NoEffect);
        await trial.OpenAsync(Role.Caller);
        await trial.OpenAsync(Role.Target);
        await trial.MustLiveBeforeAsync(Role.Caller);
        await trial.MustLiveBeforeAsync(Role.Target);
        if (before is not null)
            await before();
        await trial.LogOutAsync(Role.Caller);
        return new(trial);
    }

    /// <summary>Tries all forms; findings and remarks go to the context.</summary>
    /// <exception cref="InconclusiveException">The live session ended meanwhile, or no form gave a clear result.</exception>
    public async Task TryAsync(IEnumerable<RetryForm> forms)
    {
        foreach (var form in forms)
            await TryAsync(form);
        if (await trial.LifeOfAsync(Role.Target, StepKind.Control) != SessionLife.Live)
            throw new InconclusiveException("The live session that served as a control is dead after the retries, so they say nothing.");
        if (judged == 0 && unclear.Count > 0)
            throw new InconclusiveException(string.Join(' ', unclear));
        foreach (var problem in unclear)
            trial.Remark(problem);
    }

    private async Task TryAsync(RetryForm form)
    {
        if (form.Request(dead) is not { } request || form.Request(live) is not { } control || form.Request(unknown) is not { } other
            || form.Request(null) is not { } none)
            return;
        var shown = await SendAsync(form, "the dead token", request);
        var answers = new RetryAnswers(
            shown.Response, (await SendAsync(form, "a live token", control)).Response,
            (await SendAsync(form, "a token that was never issued", other)).Response, (await SendAsync(form, "no token", none)).Response);
        var verdict = RetryJudge.Judge(answers, form.Kind, await trial.MarksAsync());
        if (verdict == RetryVerdict.CannotTell)
            unclear.Add($"A dead token {form.Name} got {answers.Dead.Status}, a live one {answers.Live.Status}, and none " +
                $"{answers.Stranger.Status}: that shows nothing.");
        else
            judged++;
        Note(form, verdict, request, answers);
        var accepted = verdict is RetryVerdict.DeadWorks or RetryVerdict.ValueUnchecked;
        Keep(form, "the dead token", shown, [new("the dead token", "refused", accepted ? "accepted" : "refused")]);
        if (verdict is RetryVerdict.LiveWorks)
            Keep(form, "a live token", new(control, answers.Live), [new("a live token in this form", "refused", "accepted")]);
    }

    private void Note(RetryForm form, RetryVerdict verdict, RenderedRequest request, RetryAnswers answers)
    {
        var sent = $"{CheckContext.Sent(request)} with the dead token {form.Name}";
        switch (verdict)
        {
            case RetryVerdict.DeadWorks:
                trial.Find($"{sent} got {answers.Dead.Status}, as with a live token; a token that was never issued got " +
                    $"{answers.Unknown.Status}. It should be refused.");
                break;
            case RetryVerdict.ValueUnchecked:
                trial.Find($"{sent} got {answers.Dead.Status}, and so did a token that was never issued: the value is not checked " +
                    "(T20). Both should be refused.");
                break;
            case RetryVerdict.LiveWorks:
                trial.Find($"{CheckContext.Sent(request)} with a live token {form.Name} got {answers.Live.Status}, as with the token " +
                    "that the login issued. It should be refused.");
                break;
            case RetryVerdict.LiveWorksUnlisted:
                trial.Remark($"A live token also works {form.Name}, which the contract does not list. The dead one is refused there.");
                break;
        }
    }

    private Task<Exchange> SendAsync(RetryForm form, string which, RenderedRequest request) =>
        trial.SendUnkeptAsync($"the probe with {which} {form.Name}", request);

    private void Keep(RetryForm form, string which, Exchange exchange, Specs.Primitives.ValueList<Comparison> comparisons) =>
        trial.Talk.Keep(StepKind.Afterwards, $"The probe with {which} {form.Name}", exchange, comparisons);
}
