using LogoutContracts.MockServer.Contracts;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>Opens sessions in memory, without logins.</summary>
internal static class LaravelTokens
{
    public const string Contract = "laravel";

    /// <param name="file">Gets the token of each session, one per line.</param>
    public static Task OpenAsync(MockSessions sessions, int count, string file) =>
        File.WriteAllLinesAsync(file, Enumerable.Range(0, count).Select(_ => sessions.Open()["token"]));
}
