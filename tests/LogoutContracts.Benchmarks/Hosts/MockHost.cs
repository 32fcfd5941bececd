using System.Net;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.Postgres;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>Our mock server, with as many contracts, variants and sessions as requested.</summary>
internal static class MockHost
{
    /// <summary>The usual schema for the tables of a shared state.</summary>
    public const string Schema = "benchmark";

    /// <summary>The name of the number that tells the admin port, if there is one.</summary>
    public const string AdminPort = "admin-port";

    public static async Task<StartedServer> StartAsync(HostArguments args)
    {
        var plans = PlansOf(args).Select(AnyPassword).ToList();
        HostProtocol.Reached(HostProtocol.Planned);

        // With copied contracts, the load goes to the last.
        var measured = args.Contracts > 0
            ? plans[^1] : plans.First(plan => string.Equals(plan.Contract.Id, args.Contract, StringComparison.Ordinal));
        var options = new MockServerOptions
        {
            Bind = IPAddress.Loopback,
            PortOf = contract => ReferenceEquals(contract, measured.Contract) ? args.Port : 0,
            AdminPort = args.Admin ? 0 : null,
            Journal = args.Journal,

            // A load test would exceed the limits at once.
            AppliesRateLimits = false,
            OnError = error => Console.Error.WriteLine(error),
        };
        if (args.Listeners)
            TelemetryListeners.Add();
        var state = args.State is { } connection
            ? new PostgresState(
                new(connection) { Schema = args.Schema, IsUnlogged = args.Unlogged, Replica = "benchmark" },
                id => new(id, Schema, Schema)) : null;
        var server = await LogoutMockServer.StartAsync(plans, options.WithState(state));
        var address = server.AddressOf(measured.Contract.Id);
        if (server.AdminAddress is { } admin)
            HostProtocol.Say(AdminPort, admin.Port);
        if (args.Fill > 0)
            await LaravelTokens.OpenAsync(server[LaravelTokens.Contract].Sessions, args.Fill, args.CredentialsFile!);
        else if (args.Sessions > 0)
            await Logins.OpenAsync(address, args.Sessions, args.CredentialsFile);
        return new(address, server);
    }

    // The load logs in with many user names.
    private static MockPlan AnyPassword(MockPlan plan) =>
        plan with { Contract = plan.Contract with { Sessions = plan.Contract.Sessions with { Accounts = [] } } };

    private static IReadOnlyList<MockPlan> PlansOf(HostArguments args)
    {
        if (args.Contracts > 0)
            return [.. ManyPlans.Copies(Plans.Rocketchat, args.Contracts)];
        if (args.Release is { } release)
            return [Plans.OAuth(release)];
        return args.Variants > 0 ? [ManyPlans.Widened(Plans.Rocketchat, Plans.Logout, args.Variants, args.Templated)] : Plans.All;
    }
}
