using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Judging;

/// <summary>What no provider may answer, whatever its contract says.</summary>
internal static class UniversalChecks
{
    /// <param name="ruling">The variant that rules the request; null where the contract says nothing.</param>
    /// <returns>What is wrong; nothing where all is well.</returns>
    public static IEnumerable<Comparison> Among(ReceivedResponse response, PlannedVariant? ruling)
    {
        if (response.Status >= 500 && ruling?.Answer is not { Status: >= 500 })
            yield return new("server error", "(none)", string.Create(CultureInfo.InvariantCulture, $"status {response.Status}"));
        if (HasStackTrace(response))
            yield return StackTraceFound;
    }

    public static Comparison StackTraceFound { get; } = new("stack trace in the body", "(none)", "(one)");

    public static bool HasStackTrace(ReceivedResponse response) => StackTraceDetector.IsIn(response.Body);
}
