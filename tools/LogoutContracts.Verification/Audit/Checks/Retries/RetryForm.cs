using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Verification.Audit.Checks.Retries;

/// <summary>One way to show a token to the target.</summary>
/// <param name="Name">For a sentence, such as "in upper case".</param>
/// <param name="Kind">What it means if a live token works in it.</param>
/// <param name="Request">The request for a session's credentials, or for none (null); null if the form does not apply to them.</param>
internal sealed record RetryForm(string Name, RetryKind Kind, Func<ShownSession?, RenderedRequest?> Request);

/// <summary>The credentials that a retry shows.</summary>
/// <param name="Values">By name.</param>
/// <param name="Other">The token of another session, for forms that mix two.</param>
internal sealed record ShownSession(IReadOnlyDictionary<string, string> Values, string Other);
