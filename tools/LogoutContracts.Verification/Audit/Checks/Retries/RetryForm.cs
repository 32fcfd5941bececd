using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Verification.Audit.Checks.Retries;

/// <summary>One way to send a token to the target.</summary>
/// <param name="Name">Part of a sentence, such as "in upper case".</param>
/// <param name="Kind">What it means if a live token works in this form.</param>
/// <param name="Request">
/// Makes the request with a session's credentials, or with none (null). Returns null if the form does not apply.
/// </param>
internal sealed record RetryForm(string Name, RetryKind Kind, Func<ShownSession?, RenderedRequest?> Request);

/// <summary>The credentials that a retry sends.</summary>
/// <param name="Values">By name.</param>
/// <param name="Other">The token of another session, for forms that mix two.</param>
internal sealed record ShownSession(IReadOnlyDictionary<string, string> Values, string Other);
