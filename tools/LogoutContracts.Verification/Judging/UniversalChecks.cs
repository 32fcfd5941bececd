using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Tokens;

namespace LogoutContracts.Verification.Judging;

/// <summary>Checks that apply to every provider, whatever its contract says.</summary>
internal static class UniversalChecks
{
    /// <param name="variant">The variant of the request; null if the contract says nothing about it.</param>
    /// <returns>What is wrong; empty if nothing is.</returns>
    public static IEnumerable<Comparison> Among(ReceivedResponse response, PlannedVariant? variant)
    {
        if (response.Status >= 500 && variant?.Answer is not { Status: >= 500 })
            yield return new("server error", "none", string.Create(CultureInfo.InvariantCulture, $"status {response.Status}"));
        if (HasStackTrace(response))
            yield return StackTraceFound;
    }

    /// <summary>A logout with a live session reports success, but no session ends.</summary>
    public static Comparison NoEffect { get; } = new("effect of the logout", "a session ends", "no session ends");

    /// <summary>The probe answers a request without a live session as if it had one.</summary>
    public static Comparison TakenForLive { get; } = new("answer without a live session", "a refusal", "as to a live session");

    public static string Sentence(Comparison violation)
    {
        if (violation == NoEffect)
            return "The logout reports success, but ends no session.";
        if (violation == TakenForLive)
            return "The probe answers this request as if it had a live session.";
        if (violation.Part.StartsWith(JwtComparer.Part, StringComparison.Ordinal))
            return ComparisonSentence.Of(violation);
        return violation == StackTraceFound
            ? "The body has a stack trace."
            : $"The answer is a server error that the contract does not state: {violation.Actual}.";
    }

    public static Comparison StackTraceFound { get; } = new("stack trace in the body", "absent", "present");

    public static bool HasStackTrace(ReceivedResponse response) => StackTraceDetector.IsIn(response.Body);
}
