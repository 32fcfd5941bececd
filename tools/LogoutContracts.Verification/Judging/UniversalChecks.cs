using System.Globalization;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Judging;

/// <summary>What no provider may answer, whatever its contract says.</summary>
internal static partial class UniversalChecks
{
    // A trace shows early; what comes after so much text is none.
    private const int Looked = 100_000;

    /// <param name="ruling">The variant that rules the request; null where the contract says nothing.</param>
    /// <returns>What is wrong; nothing where all is well.</returns>
    public static IEnumerable<Comparison> Among(ReceivedResponse response, PlannedVariant? ruling)
    {
        if (response.Status >= 500 && ruling?.Answer is not { Status: >= 500 })
            yield return new("server error", "(none)", string.Create(CultureInfo.InvariantCulture, $"status {response.Status}"));
        if (HasStackTrace(response))
            yield return StackTraceFound;
    }

    /// <summary>A logout that was shown a live session reports success, and no session ends.</summary>
    public static Comparison NoEffect { get; } = new("the effect of this successful logout", "an ended session", "none");

    /// <summary>The probe takes a request without a live session for one with such a session.</summary>
    public static Comparison TakenForLive { get; } = new("the probe's answer without a live session", "a refusal", "that to a live session");

    public static Comparison StackTraceFound { get; } = new("stack trace in the body", "(none)", "(one)");

    public static bool HasStackTrace(ReceivedResponse response) => StackTrace().IsMatch(response.Body.Length > Looked ? response.Body[..Looked] : response.Body);

    // As .NET and Java, Python, PHP, Go, Ruby, and Node write them; line breaks may be escaped, as in JSON.
    [GeneratedRegex("""
        (?:^|\n|\\n|>)\s*at\x20[\w$.<>`+\[\]/]+(?:\(|\x20\() | Traceback\x20\(most\x20recent\x20call\x20last\) | (?:^|\n|\\n)\#\d+\x20[^\n]{1,200}\.php\(\d+\) | goroutine\x20\d+\x20\[running\] | \.rb:\d+:in\x20
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex StackTrace();
}
