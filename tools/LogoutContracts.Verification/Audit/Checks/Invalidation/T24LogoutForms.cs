using System.Text.Json.Nodes;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Invalidation;

internal sealed class T24LogoutForms() : Check(
    new(
        "T24",
        "Forms of the logout",
        Severity.High,
        "Clients send a logout in many forms: with a body or without, as JSON or as a form. A server that reports success and ends " +
        "nothing leaves them with a live session that they believe is over.",
        "Report success only if the session has ended. Refuse a request that you cannot read with 400 or 415.",
        ["ASVS V7.4.1", "WSTG-SESS-06"]),
    "Whenever the response to a logout reports success, the session is dead.")
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string ContentType = "Content-Type";

    internal override bool NeedsEffect => true;

    internal override async Task TryAsync(CheckContext trial)
    {
        if (trial.Facts.Effect == LogoutEffect.None)
            throw new InconclusiveException(CheckContext.NoEffect);
        await trial.OpenAsync(Role.Caller);
        foreach (var name in FormsOf(trial.LogoutBy(Role.Caller)).Select(form => form.Name).ToList())
        {
            await trial.OpenAsync(Role.Caller);
            await trial.MustLiveBeforeAsync(Role.Caller);
            await TryFormAsync(trial, name, FormsOf(trial.LogoutBy(Role.Caller))
                .First(form => string.Equals(form.Name, name, StringComparison.Ordinal)).Request);
        }
    }

    private static async Task TryFormAsync(CheckContext trial, string name, RenderedRequest request)
    {
        var step = await trial.SendAsync(StepKind.Request, $"Logout {name}", request, trial.Logout.Operation, static _ => []);
        var status = step.Exchange.Response.Status;
        if (!trial.IsSuccess(status))
            return;
        var since = trial.Options.Clock.GetTimestamp();
        if (await trial.TimeUntilAsync(since, trial.MaxWait, () => trial.IsDeadAsync(Role.Caller)) is not null)
            return;
        if (await trial.LifeOfAsync(Role.Caller, StepKind.Afterwards, SessionLife.Dead) == SessionLife.Live)
            trial.Find($"{CheckContext.Sent(request)} {name} got {status}, and the session is live. It should have ended, or the " +
                "request should be refused.");
    }

    /// <summary>The ways in which clients may send this logout, apart from the documented one.</summary>
    private static IEnumerable<(string Name, RenderedRequest Request)> FormsOf(RenderedRequest plain)
    {
        foreach (var accept in (string[])["text/html", "application/xml"])
            yield return ($"with Accept: {accept}", plain.WithHeader("Accept", accept));
        if (plain.Body is null)
        {
            yield return ("with an empty JSON object", plain.WithHeader(ContentType, Json) with { Body = "{}" });
            yield return ("with an empty form", plain.WithHeader(ContentType, Form) with { Body = "" });
            yield return ("with malformed JSON", plain.WithHeader(ContentType, Json) with { Body = "{" });
            yield break;
        }

        yield return ("without its body", plain.WithHeader(ContentType, null) with { Body = null });
        yield return ("with its body as text/plain", plain.WithHeader(ContentType, "text/plain"));
        if (plain.BodyNames().Any())
            yield return ("with an extra property", plain.WithBodyValue("/extra", JsonValue.Create("x")));
        if (plain.Json() is JsonObject properties && properties.All(property => property.Value is JsonValue))
        {
            var fields = properties.Select(property => $"{property.Key}={Uri.EscapeDataString(property.Value!.ToString())}");
            yield return ("with its body as a form", plain.WithHeader(ContentType, Form) with { Body = string.Join('&', fields) });
        }
    }
}
