namespace LogoutContracts.Cli.Pacing;

/// <summary>Errors of <c>--rate</c> and <c>--patience</c>.</summary>
internal static class PaceErrors
{
    public static string Rate(string found) =>
        $"--rate: '{found}' is not a rate; expected a number of requests per second or minute, such as 2/s or 10/min.";

    public static string Patience(string found) =>
        $"--patience: '{found}' is not a valid time; expected milliseconds, seconds or minutes up to 24 hours, such as 500ms, 90s or 5m.";
}
