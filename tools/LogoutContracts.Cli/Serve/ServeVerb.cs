using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LogoutContracts.Cli.Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Options;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Hosting;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Serve;

/// <summary><c>serve</c>: starts the mocks, says where they are, and waits to be stopped.</summary>
internal sealed class ServeVerb
{
    private readonly CommandContext shell;
    private readonly Argument<string[]> contracts = ContractReader.Argument();
    private readonly SpecOptions specs = new();
    private readonly Option<bool> watch = new("--watch") { Description = "Serve an edited spec at once, sessions kept: those of --specs, or of the clone of the repository around here" };
    private readonly ReleaseOption releases = new("The vendor's release to answer as: R for every contract that knows it, or contract=R; may be repeated");
    private readonly Option<string?> portBase = new("--port-base") { HelpName = "N", Description = "Move all ports: the admin's to N, a contract's from 91xx to N + xx; 0 takes free ports" };
    private readonly Option<bool> singlePort = new("--single-port") { Description = "All contracts on one port, 9101 or N + 1, each under its id: /rocketchat/..." };
    private readonly Option<string> bind = new("--bind") { HelpName = "ADDRESS", Description = "Where to listen; anything but loopback lets strangers in", DefaultValueFactory = _ => BindAddress.Default };

    private readonly Option<string?> adminToken = new("--admin-token")
    {
        HelpName = "TOKEN",
        Description = $"What requests to the admin port must bring, as 'Authorization: Bearer TOKEN'; or the variable {EnvironmentVariables.AdminToken}, which others cannot see",
    };

    private readonly Option<bool> noAdmin = new("--no-admin") { Description = "No admin port" };
    private readonly Option<string?> journal = new("--journal") { HelpName = "N", Description = $"How many of the last requests the admin port can show; 0 is none [default: {Journal.DefaultEntries}]" };
    private readonly Option<bool> noRateLimits = new("--no-rate-limits") { Description = "Never refuse requests over a contract's rate limit, as for load tests" };
    private readonly FlawOption flaw = new();
    private readonly LogOptions log = new();
    private readonly TlsOptions tls = new();

    private ServeVerb(CommandContext shell) => this.shell = shell;

    public static Command Create(CommandContext shell)
    {
        var serve = new ServeVerb(shell);
        var verb = new Verb(
            "serve", "Start the mocks of all contracts, or of those named, and print where they are and how to log out.",
            "serve", "serve rocketchat edin --release 7", "serve --port-base 0 --verbose", "serve rocketchat --flaw token-survives", "serve --specs ../my-specs --watch", "serve symphony --tls", "serve --single-port --bind 0.0.0.0 --no-admin --log json")
        {
            serve.contracts,
        };
        foreach (var option in (Option[])[.. serve.specs.All, serve.watch, serve.releases.Option, serve.portBase, serve.singlePort, serve.bind, serve.adminToken, serve.noAdmin, serve.journal, serve.noRateLimits, serve.flaw.Option, .. serve.log.All, .. serve.tls.All])
            verb.Options.Add(option);
        verb.SetAction(parsed => serve.ServeAsync(parsed));
        return verb;
    }

    private async Task<int> ServeAsync(ParseResult parsed)
    {
        var (bound, isSingle, isWatched) = (parsed.GetRequiredValue(bind), parsed.GetValue(singlePort), parsed.GetValue(watch));
        var address = BindAddress.Parse(bound);
        var access = AdminAccess.Choose(parsed.GetValue(adminToken), shell.Variable(EnvironmentVariables.AdminToken), parsed.GetValue(noAdmin), address, bound);
        var kept = JournalSize(parsed.GetValue(journal));
        var source = specs.Choose(shell, parsed, fromRepository: isWatched);
        if (isWatched && source.Path is null)
            throw WatchErrors.NothingToWatch(shell.Directory);

        var onDisk = source.OnDisk();
        var asked = parsed.GetValue(contracts) ?? [];
        var files = (IReadOnlyList<SpecFiles>)[.. source.Fixed, .. onDisk];
        var started = ContractReader.Read(shell, files, asked);
        if (!isSingle)
            CheckPorts(started);
        var ports = PortBase.Parse(parsed.GetValue(portBase), started, isSingle);
        var releaseOf = releases.Choose(parsed, started, ContractReader.Ids(shell, files));
        var plans = ContractReader.Plan(started, releaseOf);
        var flaws = flaw.Choose(parsed, plans);

        var secured = tls.Choose(shell, parsed, address, plans);

        var says = new ServeLog(shell.Error, log.Choose(parsed), shell.Colours);
        using var folder = isWatched ? Watched(source.Path!) : null;
        var stop = shell.Stop();
        await using (var server = await StartAsync(plans, new()
        {
            Bind = address,
            PortOf = ports.Of,
            SinglePort = isSingle ? ports.Single : null,
            AdminPort = access.IsOn ? ports.Admin : null,
            AdminToken = access.Token,
            Tls = secured?.Tls,
            Journal = kept,
            AppliesRateLimits = !parsed.GetValue(noRateLimits),
            Flaws = flaws,
            OnRequest = says.OnRequest,
            OnError = e => says.Say(CommonErrors.Bug(e)),
        }))
        {
            if (!IPAddress.IsLoopback(address))
                says.Say(ServeErrors.Strangers(bound));
            if (flaws.Count > 0)
                says.Say(ServeErrors.Flawed(flaws));
            ServeText.Print(shell.Out, server, access.Token is not null, secured?.Files ?? CurlFiles.Here);
            says.Say("Ctrl-C stops.");
            if (folder is null)
                await StoppedAsync(stop);
            else
                await folder.RunAsync(new LiveReload(server, new(Served(onDisk, started), tellOfNew: asked.Length == 0, releaseOf), source.OnDisk, says).Look, stop);
            says.Say("stopping: requests in flight are answered first");
        }

        says.Say("stopped");
        return ExitCodes.Fine;
    }

    private static IEnumerable<(SpecFiles Files, Contract Contract)> Served(IReadOnlyList<SpecFiles> onDisk, IReadOnlyList<Contract> started) =>
        onDisk.Join(started, files => files.Spec.Name, contract => contract.File, (files, contract) => (files, contract), StringComparer.Ordinal);

    private static int JournalSize(string? text) =>
        text is null ? Journal.DefaultEntries : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : throw ServeErrors.JournalSize(text);

    private static void CheckPorts(IReadOnlyList<Contract> contracts)
    {
        foreach (var shared in contracts.GroupBy(contract => contract.Port).Where(shared => shared.Skip(1).Any()))
            throw ServeErrors.SharedPort(shared.Key, shared.First().Id, shared.ElementAt(1).Id);
    }

    private FolderWatcher Watched(string path)
    {
        try
        {
            return new(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw WatchErrors.CannotWatch(shell.Shown(path), e.Message, e);
        }
    }

    private static async Task<LogoutMockServer> StartAsync(IReadOnlyList<MockPlan> plans, MockServerOptions options)
    {
        try
        {
            return await LogoutMockServer.StartAsync(plans, options);
        }
        catch (PortsTakenException e) when (e.Ports.Count > 0)
        {
            throw ServeErrors.PortsTaken(e.Ports, options.Bind.ToString());
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw ServeErrors.CannotListen(options.Bind.ToString(), e.Message, e);
        }
    }

    private static async Task StoppedAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(stopped.SetResult))
            await stopped.Task;
    }
}
