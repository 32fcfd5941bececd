using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Processes;

namespace LogoutContracts.Benchmarks.Shared;

/// <summary>Starts mocks of Laravel.</summary>
internal static class LaravelMock
{
    /// <param name="args">See <see cref="HostArguments"/>.</param>
    public static Task<RunningServer> StartAsync(params IEnumerable<string> args) =>
        RunningServer.StartAsync(HostProtocol.Mock, ["--contract", LaravelTokens.Contract, .. args]);
}
