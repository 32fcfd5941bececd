using System.CommandLine;
using System.Net.Sockets;
using LogoutContracts.Mocks;
using LogoutContracts.Serving;
using LogoutContracts.Specs;

namespace LogoutContracts.CommandLine;

/// <summary><c>serve</c>: starts the mocks, says where they are, and waits to be stopped.</summary>
internal static class ServeVerb
{
    public static Command Create(Shell shell)
    {
        var contracts = ContractChoice.Argument();
        var portBase = new Option<string?>("--port-base") { HelpName = "N", Description = "Move all ports: the admin's to N, a contract's from 91xx to N + xx; 0 takes free ports" };
        var releases = new Option<string[]>("--release") { HelpName = "R", Description = "The vendor's release to answer as: R for every contract that knows it, or contract=R; may be repeated" };
        var bind = new Option<string>("--bind") { HelpName = "ADDRESS", Description = "Where to listen; anything but loopback lets strangers in", DefaultValueFactory = _ => BindAddress.Default };
        var verb = new Verb(
            "serve", "Start the mocks of all contracts, or of those named, and print where they are and how to log out.",
            "serve", "serve rocketchat edin --release 7", "serve --port-base 0")
        {
            contracts, portBase, releases, bind,
        };
        verb.SetAction(parsed => ServeAsync(
            shell, parsed.GetValue(contracts) ?? [], parsed.GetValue(portBase), parsed.GetValue(releases) ?? [], parsed.GetRequiredValue(bind)));
        return verb;
    }

    private static async Task<int> ServeAsync(Shell shell, string[] asked, string? portBase, string[] releases, string bind)
    {
        var address = BindAddress.Parse(bind);
        var specs = shell.BuiltIn();
        var contracts = ContractChoice.Read(specs, asked);
        CheckPorts(contracts);
        var ports = PortBase.Parse(portBase, contracts);
        var chosen = ReleaseChoice.Of(releases, contracts, [.. specs.Select(ContractChoice.IdOf)]);
        var plans = ContractChoice.Plan(contracts, contract => chosen.GetValueOrDefault(contract.Id));

        var stop = shell.Stop();
        var errors = TextWriter.Synchronized(shell.Error);
        var options = new MockServerOptions { Bind = address, PortOf = ports.Of, AdminPort = ports.Admin, OnError = e => errors.WriteLine(Errors.Bug(e)) };
        await using (var server = await StartAsync(plans, options))
        {
            if (!System.Net.IPAddress.IsLoopback(address))
                await errors.WriteLineAsync(Errors.Strangers(bind));
            ServeScreen.Print(shell.Out, server);
            await errors.WriteLineAsync("Ctrl-C stops.");
            await StoppedAsync(stop);
            await errors.WriteLineAsync("stopping: requests in flight are answered first");
        }

        await errors.WriteLineAsync("stopped");
        return ExitCodes.Fine;
    }

    private static void CheckPorts(IReadOnlyList<Contract> contracts)
    {
        foreach (var shared in contracts.GroupBy(contract => contract.Port).Where(shared => shared.Skip(1).Any()))
            throw Errors.SharedPort(shared.Key, shared.First().Id, shared.ElementAt(1).Id);
    }

    private static async Task<MockServer> StartAsync(IReadOnlyList<MockPlan> plans, MockServerOptions options)
    {
        try
        {
            return await MockServer.StartAsync(plans, options);
        }
        catch (PortsTakenException e) when (e.Ports.Count > 0)
        {
            throw Errors.PortsTaken(e.Ports, options.Bind.ToString());
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw Errors.CannotListen(options.Bind.ToString(), e.Message, e);
        }
    }

    private static async Task StoppedAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(stopped.SetResult))
            await stopped.Task;
    }
}
