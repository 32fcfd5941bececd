using LogoutContracts.Verification.Judging.Liveness;

namespace LogoutContracts.Verification.Judging;

/// <summary>Whether a session should be live after a request, and whether the probe says so.</summary>
/// <param name="Who">The session, for a sentence, such as "the session that it was sent with".</param>
/// <param name="Shown">The evidence, such as "the probe answers 200".</param>
internal sealed record SessionFinding(string Who, SessionLife Should, SessionLife Is, string Shown)
{
    public bool IsWrong => Is != SessionLife.Unclear && Is != Should;

    public string Sentence => Is == SessionLife.Unclear
        ? $"It is unclear whether {Who} is {Word(Should)}: {Shown}."
        : $"{Capital(Who)} should be {Word(Should)}, but is {Word(Is)}: {Shown}.";

    private static string Word(SessionLife life) => life == SessionLife.Live ? "live" : "dead";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
