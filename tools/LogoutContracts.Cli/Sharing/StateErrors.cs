using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Sharing;

/// <summary>Errors of <c>serve --state</c>.</summary>
internal static class StateErrors
{
    /// <param name="reason">Names the keyword; without its value.</param>
    public static UserErrorException Connection(string reason, Exception inner) => ErrorText.Error(
        $"--state: the connection string (not shown) is invalid: {reason.TrimEnd('.')}; " +
        "expected pairs such as 'Host=localhost;Username=me;Password=…;Database=mocks'.",
        inner);

    public static UserErrorException SchemaName(string found) => ErrorText.Error(
        $"--state-schema: '{found}' is not a valid name; " +
        "expected at most 63 lower-case letters, digits and underscores, not starting with a digit.");

    public static UserErrorException TimeoutTooShort(string option) =>
        ErrorText.Error($"{option}: 0 leaves no time to ask the database; expected at least 1ms.");

    public static UserErrorException KeepTime(string option, string found) => ErrorText.Error(
        $"{option}: '{found}' is not a valid time; expected days, hours, minutes or seconds, from 1s to 3650d, such as 7d or 12h.");

    public static UserErrorException NeedsState(string option) => ErrorText.Error(
        $"{option} has no effect without a shared state; add --state CONNECTION, or set {EnvironmentVariables.State}.");

    /// <param name="other">The option that does not fit.</param>
    public static UserErrorException NotWithState(string other) => ErrorText.Error(
        $"{other} cannot be combined with --state, because the servers that share a state must answer alike; remove one of them.");

    /// <param name="reason">A whole sentence.</param>
    public static UserErrorException Rejected(string reason, Exception inner) => ErrorText.Error($"--state: {reason}", inner);

    public static string NoSynchronousStandby() =>
        "note: the database has no synchronous standby (synchronous_standby_names); " +
        "if another one took over, ended sessions could live again.";

    public static string NotReached(string reason) =>
        $"warning: {reason} Requests get 503 until the database answers.";
}
