using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LogoutContracts.Cli.Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Init;
using LogoutContracts.Cli.Options;
using LogoutContracts.Cli.Pages;
using LogoutContracts.Cli.Sharing;
using LogoutContracts.Cli.Stubs;
using LogoutContracts.Cli.Telemetry;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Hosting;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Page;
using LogoutContracts.Postgres;
using LogoutContracts.Postgres.Schema;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Serve;

/// <summary><c>serve</c>: starts the mocks, prints their addresses, and waits to be stopped.</summary>
internal sealed class ServeVerb
{
    private readonly CommandContext context;
    private readonly Argument<string[]> contracts = ContractReader.Argument();
    private readonly SpecOptions specs = new();

    private readonly Option<bool> watch = new("--watch")
    {
        Description = "Reload specs and overlays when they change, and keep the sessions; " +
            "watches --specs, or the specs of the surrounding clone, and --overlay",
    };

    private readonly ReleaseOption releases =
        new("Vendor's release to simulate: R for all contracts that have it, or CONTRACT=R for one; repeatable");

    private readonly Option<string?> portBase = new("--port-base")
    {
        HelpName = "N",
        Description = "Move all ports: the admin port to N, and each contract's port from 91xx to N + xx; 0 for free ports",
    };

    private readonly Option<bool> singlePort = new("--single-port")
    {
        Description = "Serve all contracts on one port, 9101 or N + 1, each below its id: /rocketchat/...",
    };

    private readonly Option<string> bind = new("--bind")
    {
        HelpName = "ADDRESS",
        Description = "Address to listen on; other machines can reach the mocks unless it is a loopback address",
        DefaultValueFactory = _ => BindAddress.Default,
    };

    private readonly Option<string?> adminToken = new("--admin-token")
    {
        HelpName = "TOKEN",
        Description = "Require 'Authorization: Bearer TOKEN' on the admin port; " +
            $"or set {EnvironmentVariables.AdminToken}, which is safer",
    };

    private readonly Option<bool> noAdmin = new("--no-admin") { Description = "Do not open an admin port" };

    private readonly Option<bool> open = new("--open") { Description = "Open the page of the mocks in the browser" };

    private readonly Option<bool> noPage = new("--no-page")
    {
        Description = "Answer browsers as other clients: no page on the admin port, and no index at '/' of the contracts' ports",
    };

    private readonly Option<string?> journal = new("--journal")
    {
        HelpName = "N",
        Description = $"Number of recent requests that the admin port can show; 0 for none [default: {Journal.DefaultEntries}]",
    };

    private readonly Option<bool> noRateLimits = new("--no-rate-limits")
    {
        Description = "Do not count requests, so that no rate limit applies; for load tests",
    };

    private readonly StubsOption stubs = new(
        "Serve the mappings of WireMock or WireMock.Net in a folder; repeatable; without contracts unless you name some, " +
        "or add --built-in");

    private readonly FlawOption flaw = new();
    private readonly OtlpOption otlp = new();
    private readonly StateOptions state = new();
    private readonly LogOptions log = new();
    private readonly TlsOptions tls = new();

    private ServeVerb(CommandContext context) => this.context = context;

    public static Command Create(CommandContext context)
    {
        var serve = new ServeVerb(context);
        var verb = new Verb(
            "serve", "Start the mocks, and print their addresses and the commands to log out.",
            "serve",
            "serve rocketchat edin --release 7",
            "serve --port-base 0 --verbose",
            "serve rocketchat --flaw token-survives",
            "serve --specs ../my-specs --watch",
            "serve openapi.yaml",
            "serve rocketchat --overlay fix.overlay.yaml",
            "serve symphony --tls",
            "serve rocketchat --otlp http://127.0.0.1:4318",
            "serve --stubs ../my-stubs",
            "serve --single-port --bind 0.0.0.0 --no-admin --log json")
        {
            serve.contracts,
        };
        Option[] options =
        [
            .. serve.specs.All, serve.stubs.Option, serve.watch, serve.releases.Option, serve.portBase, serve.singlePort, serve.bind,
            serve.adminToken, serve.noAdmin, serve.open, serve.noPage, serve.journal, serve.noRateLimits, serve.flaw.Option,
            serve.otlp.Option, .. serve.state.All,
            .. serve.log.All, .. serve.tls.All,
        ];
        foreach (var option in options)
            verb.Options.Add(option);
        verb.SetAction(parsed => serve.ServeAsync(parsed));
        return verb;
    }

    private async Task<int> ServeAsync(ParseResult parsed)
    {
        var (bound, isSingle, isWatched) = (parsed.GetRequiredValue(bind), parsed.GetValue(singlePort), parsed.GetValue(watch));
        var address = BindAddress.Parse(bound);
        var variable = context.Variable(EnvironmentVariables.AdminToken);
        var access = AdminAccess.Choose(parsed.GetValue(adminToken), variable, parsed.GetValue(noAdmin), address, bound);
        var (hasPage, opens) = (!parsed.GetValue(noPage), parsed.GetValue(open));
        if (opens && (!hasPage || !access.IsOn))
            throw ServeErrors.NothingToOpen(hasPage ? noAdmin.Name : noPage.Name);
        var kept = JournalSize(parsed.GetValue(journal));
        var collector = otlp.Choose(context, parsed);
        var named = parsed.GetValue(contracts) ?? [];
        var source = specs.Choose(context, parsed, named, fromRepository: isWatched, PlainFiles.LoadOrDraft);
        var asked = specs.IsFile(context, parsed, named) ? [] : named;
        if (isWatched && !source.MayChange)
            throw WatchErrors.NothingToWatch(context.Directory);

        var files = source.All();
        var hasOnlyStubs = stubs.IsGiven(parsed) && asked.Length == 0 && !specs.IsGiven(parsed);
        var started = hasOnlyStubs ? [] : ContractReader.Read(context, files, asked);
        if (!isSingle)
            CheckPorts(started);
        var ports = PortBase.Parse(parsed.GetValue(portBase), started, isSingle, stubs.Count(parsed));
        var folders = stubs.Choose(context, parsed, started.Select(contract => contract.Id), ports.OfStubs);
        var releaseOf = releases.Choose(parsed, started, ContractReader.Ids(context, files));
        var plans = ContractReader.Plan(started, releaseOf);
        var flaws = flaw.Choose(parsed, plans, startsReplicas: false);

        if (state.IsGiven(context, parsed) && (isWatched || flaws.Count > 0))
            throw StateErrors.NotWithState(isWatched ? watch.Name : flaw.Option.Name);

        var secured = tls.Choose(context, parsed, address, plans);
        await using var shared = state.Choose(
            context, parsed, Served(files, started), releaseOf, PlaceOf(ports),
            string.Join(", ", new[] { secured is null ? "" : "TLS", parsed.GetValue(noRateLimits) ? "no rate limits" : "" }
                .Where(text => text.Length > 0)));

        await using var serveLog = new ServeLog(context.Error, log.Choose(parsed), context.Colours);
        await using var export = collector is null ? null : OtlpExport.Start(collector, serveLog.Say);
        using var folder = isWatched ? Watched(source.Changing(files, context.Full)) : null;
        var stop = context.Stop();
        var settings = new MockServerOptions
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
            Stubs = folders,
            OnRequest = serveLog.OnRequest,
            OnError = e => serveLog.Say(CommonErrors.Bug(e)),
        }.WithState(shared);
        await using (var server = await StartAsync(plans, hasPage ? settings.WithPage(ProgramInfo.Version) : settings))
        {
            if (!IPAddress.IsLoopback(address))
                serveLog.Say(ServeErrors.ReachableByOthers(bound));
            if (flaws.Count > 0)
                serveLog.Say(ServeErrors.Flawed(flaws));
            if (shared?.Trouble is { } trouble)
                serveLog.Say(StateErrors.NotReached(trouble));
            if (shared is { OutlivesFailover: false })
                serveLog.Say(StateErrors.NoSynchronousStandby());
            await PrintAsync(server, access.Token is not null, secured?.Files ?? CurlFiles.Here, hasPage, stop);
            if (opens && BrowserWindow.Open(ReachableAddress.Of(server.AdminAddress!)) is { } problem)
                serveLog.Say(problem);
            serveLog.Say("Press Ctrl-C to stop.");
            if (folder is null)
            {
                await StoppedAsync(stop);
            }
            else
            {
                var changes = new SpecChanges(Served(files, started), tellOfNew: asked.Length == 0, releaseOf);
                await folder.RunAsync(new LiveReload(server, changes, source.All, serveLog).Look, stop);
            }

            serveLog.Say("stopping after the requests in flight");
        }

        serveLog.Say("stopped");
        return ExitCodes.Fine;
    }

    // A free port is not known yet.
    private static string PlaceOf(PortBase ports) =>
        (ports.Admin == 0 ? Environment.ProcessId : ports.Admin).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(SpecFiles Files, Contract Contract)> Served(
        IReadOnlyList<SpecFiles> read, IReadOnlyList<Contract> started) => read.Join(
        started, files => files.Spec.Name, contract => contract.File, (files, contract) => (files, contract), StringComparer.Ordinal);

    private static int JournalSize(string? text)
    {
        if (text is null)
            return Journal.DefaultEntries;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : throw ServeErrors.JournalSize(text);
    }

    private static void CheckPorts(IReadOnlyList<Contract> contracts)
    {
        foreach (var shared in contracts.GroupBy(contract => contract.Port).Where(shared => shared.Skip(1).Any()))
            throw ServeErrors.SharedPort(shared.Key, shared.First().Id, shared.ElementAt(1).Id);
    }

    private FolderWatcher Watched(IReadOnlyList<string> paths)
    {
        try
        {
            return new(paths);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw WatchErrors.CannotWatch(string.Join("', '", paths.Select(context.Shown)), e.Message, e);
        }
    }

    private static async Task<LogoutMockServer> StartAsync(IReadOnlyList<MockPlan> plans, MockServerOptions options)
    {
        try
        {
            return await LogoutMockServer.StartAsync(plans, options);
        }
        catch (StateRejectedException e)
        {
            throw StateErrors.Rejected(e.Message, e);
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

    // Standard output may be a pipe that nobody reads. That must not prevent the server from stopping.
    private async Task PrintAsync(LogoutMockServer server, bool wantsToken, CurlFiles files, bool hasPage, CancellationToken stop)
    {
        var printing = Task.Run(() => ServeText.Print(context.Out, server, wantsToken, files, hasPage), CancellationToken.None);
        if (await Task.WhenAny(printing, StoppedAsync(stop)) == printing)
            await printing;
    }

    private static async Task StoppedAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(stopped.SetResult))
            await stopped.Task;
    }
}
