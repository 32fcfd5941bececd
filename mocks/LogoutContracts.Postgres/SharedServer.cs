using LogoutContracts.MockServer;

namespace LogoutContracts.Postgres;

/// <summary>Gives a mock server a shared state.</summary>
internal static class SharedServer
{
    /// <param name="state">Null for a state in memory. The server does not dispose of it.</param>
    public static MockServerOptions WithState(this MockServerOptions options, PostgresState? state) => options with { State = state };
}
