using LogoutContracts.Benchmarks.Processes;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>Runs a server in its own process, to measure its processor time separately from the client's.</summary>
internal static class Host
{
    public static async Task RunAsync(string kind, HostArguments args)
    {
        HostProtocol.Reached(HostProtocol.InMain);
        switch (kind)
        {
            case HostProtocol.Embedded:
                await EmbeddedHost.RunAsync();
                return;
            case HostProtocol.Allocation:
                await AllocationHost.RunAsync();
                return;
        }

        await using var server = kind switch
        {
            HostProtocol.BareRocketchat => await BareRocketchat.StartAsync(args),
            HostProtocol.BareLaravel => await BareLaravel.StartAsync(args),
            HostProtocol.BareOAuth => await BareOAuth.StartAsync(args),
            HostProtocol.Mock => await MockHost.StartAsync(args),
            _ => throw new FormatException($"Unknown host '{kind}'."),
        };
        HostProtocol.Reached(HostProtocol.Started);
        HostProtocol.SayReady(server.Address);

        // The benchmark holds the other end: the server ends with it.
        var input = Console.OpenStandardInput();
        while (await input.ReadAsync(new byte[1]) > 0)
        {
        }
    }
}
