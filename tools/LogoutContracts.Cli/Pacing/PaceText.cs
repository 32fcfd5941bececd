using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Http.Pacing;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Cli.Pacing;

/// <summary>The messages of a run about requests, waits and logins.</summary>
internal static class PaceText
{
    public static string Expected(string contract, ExpectedTraffic expected, RequestRate? rate)
    {
        var time = rate is null ? "" : $"; at {rate}, this takes about {Time(rate.TimeFor(expected.Requests))}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{contract}: expect about {Counted(expected.Requests, "request")} and {Counted(expected.Logins, "login")}{time}");
    }

    /// <returns>Empty if nothing is left.</returns>
    public static string Remaining(int requests, RequestRate? rate) => requests <= 0 ? ""
        : $", about {Counted(requests, "request")} left{(rate is null ? "" : $" ({Time(rate.TimeFor(requests))})")}";

    public static string Waiting(string contract, Wait wait) =>
        $"{contract}: the target asks to wait ({ErrorText.Number(wait.Status)}); waiting {Time(wait.Time)}";

    /// <summary>A hint to give login inputs, if the target refused the login of the contract's example; otherwise null.</summary>
    public static string? RefusedLogin(MockPlan plan, SessionLedger ledger, Accounts accounts)
    {
        if (ledger.Logins > 0 || ledger.RefusedLogins == 0 || accounts.HasLogin || LoginInputs.Of(plan) is not { Count: > 0 } names)
            return null;
        var options = string.Join(' ', names.Select(name => $"--set {name}=…"));
        return $"hint: {plan.Contract.Id}: the target refuses the login, which used the values of the contract's example; " +
            $"give your own: {options}";
    }

    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s"),
        { TotalMinutes: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):0} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} hours"),
    };

    public static string Counted(int number, string what) => $"{ErrorText.Number(number)} {what}{(number == 1 ? "" : "s")}";
}
