using System.Globalization;
using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.ClientAudit.Scenarios;

/// <summary>All scenarios.</summary>
public static class ScenarioCatalog
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // HTTP dates have whole seconds, and the answer is sent later than its date is computed.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>The control: nothing is disturbed.</summary>
    public static Scenario Success { get; } = new("success", "The contract's own answers.");

    /// <summary>The scenarios in the order in which they start, with the times of these options.</summary>
    public static IReadOnlyList<Scenario> All(ClientAuditOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            Success,
            Answered("401", 401, "Unauthorized"),
            Answered("404", 404, "Not Found"),
            Limited(
                "429-seconds", $"The logout gets 429 with 'Retry-After: {Number(options.RetryAfter)}'.",
                TimeSpan.FromSeconds(options.RetryAfter), _ => Number(options.RetryAfter)),
            Limited("429-hour", "The logout gets 429 with 'Retry-After: 3600'.", Hour, static _ => Number(3600)),
            Limited(
                "429-date", "The logout gets 429, and Retry-After is a date in an hour.", Hour - Slack,
                static now => (now + Hour).ToString("R", CultureInfo.InvariantCulture)),
            Answered("500", 500, "Internal Server Error"),
            Answered("503", 503, "Service Unavailable"),
            new("slow", "The session ends at once, but the answer is late.")
            {
                Disturbance = new Disturbance.Broken(new Fault.Delay(options.Slow) { Timing = FaultTiming.AfterEffect }),
            },
            new("redirect", "The logout gets 307 to another origin.") { Disturbance = new Disturbance.Redirected() },
            .. Broken("hang", "The logout is never answered", new Fault.Hang()),
            .. Broken("reset", "The connection is reset", new Fault.Reset()),
            .. Broken("truncation", "The answer breaks off in the middle of the body", new Fault.TruncatedBody()),
            new("ended-elsewhere", "The session ends elsewhere after its first call.") { Disturbance = new Disturbance.EndedElsewhere() },
            new("renewed-elsewhere", "The token is rotated elsewhere after the first call, so the client's is superseded.")
            {
                Disturbance = new Disturbance.RenewedElsewhere(),
            },
        ];
    }

    /// <summary>Why the scenario cannot happen with this contract; null if it can.</summary>
    internal static string? NotApplicable(Scenario scenario, MockPlan plan) => scenario.Disturbance switch
    {
        Disturbance.RenewedElsewhere when !plan.Variants.Any(variant => variant is { IsDefault: true, Variant.Renews: true }) =>
            "the contract renews no session",
        Disturbance.Broken { Fault: Fault.TruncatedBody } when !plan.Variants.Any(HasBody) => "the logout's answer has no body to cut",
        _ => null,
    };

    private static bool HasBody(PlannedVariant planned) => planned is { IsDefault: true, IsServed: true, Answer.Body: not null }
        && (planned.Variant.Ends(Role.Caller) || planned.Variant.Ends(Role.Target)
            || planned.Variant.Then.Any(then => then is { Role: Role.Caller, State: SessionState.Ended }));

    private static Scenario Answered(string name, int status, string text) => new(name, $"The logout gets {name}.")
    {
        Disturbance = new Disturbance.Answered(status, text),
    };

    private static Scenario Limited(string name, string summary, TimeSpan wait, Func<DateTimeOffset, string> retryAfter) =>
        new(name, summary)
        {
            Disturbance = new Disturbance.Answered(429, "Too Many Requests") { RetryAfter = retryAfter },
            Wait = wait,
        };

    private static IEnumerable<Scenario> Broken(string name, string what, Fault fault) =>
    [
        new($"{name}-before", $"{what}, and the session lives on.")
        {
            Disturbance = new Disturbance.Broken(fault with { Timing = FaultTiming.BeforeEffect }),
        },
        new($"{name}-after", $"{what}, but the session has ended.")
        {
            Disturbance = new Disturbance.Broken(fault with { Timing = FaultTiming.AfterEffect }),
        },
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
