using System.Diagnostics;
using System.Text;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Serve;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Tests.Cli.Serve;

public sealed class CommandLineWatch : IDisposable
{
    private static readonly (string, string)[] OtherStatus =
        [("status: 429, example: too-many-requests", "status: 420, example: too-many-requests"), ("        '429': {", "        '420': {")];

    private readonly OwnSpecs specs = new OwnSpecs().With("shop", "rocketchat");
    private readonly RawHttpClient wire = new();

    [Test]
    public async Task An_edited_spec_is_soon_live_with_its_sessions()
    {
        await using var serving = await ServeAsync();
        var (plan, limited) = (specs.Plan("shop"), specs.Plan("shop").Find("logoutMySession", "rate-limited").SeededRequest());
        var logout = plan.Find("logoutMySession", "session-ended").SeededRequest();
        (await StatusAsync(serving, limited)).Should().Be(429);
        (await StatusAsync(serving, logout)).Should().Be(200);

        var since = Stopwatch.GetTimestamp();
        specs.Edit("shop", OtherStatus);
        await serving.SaysAsync("reloaded shop (own/shop/openapi.yaml)");
        Stopwatch.GetElapsedTime(since)
            .Should().BeLessThan(TimeSpan.FromSeconds(10), "it takes less than a second, but the machine may be busy");
        (await StatusAsync(serving, limited)).Should().Be(420);
        (await StatusAsync(serving, logout)).Should().Be(401, "what has ended stays so");
        (await serving.StopAsync()).Should().Be(ExitCodes.Fine);
        serving.Error.Should().Be(
            Lines("Press Ctrl-C to stop.", "reloaded shop (own/shop/openapi.yaml)", "stopping after the requests in flight", "stopped"));
    }

    [Test]
    public async Task A_broken_spec_is_reported_with_file_and_line_and_the_old_one_stays()
    {
        await using var serving = await ServeAsync();
        var (good, limited) = (specs.Read("shop"), specs.Plan("shop").Find("logoutMySession", "rate-limited").SeededRequest());
        specs.Edit("shop", [.. OtherStatus, ("then: { caller: ended }", "then: { caler: ended }")]);
        await serving.SaysAsync(WatchErrors.KeepsOldContract("shop"));
        serving.Error.Should().MatchRegex(@"(?m)^own/shop/openapi\.yaml:\d+:\d+: ").And.NotContain("reloaded shop");
        (await StatusAsync(serving, limited)).Should().Be(429);

        specs.Write("shop", good);
        await serving.SaysAsync("reloaded shop");
    }

    [Test]
    public async Task An_editor_that_writes_into_the_file_bit_by_bit_is_seen_too()
    {
        await using var serving = await ServeAsync();
        var text = specs.Read("shop").Replace("summary: Open a session", "summary: Open one", StringComparison.Ordinal);
        await using (var file = new StreamWriter(specs.PathOf("shop")) { AutoFlush = true })
        {
            foreach (var part in text.Chunk(1000))
                await file.WriteAsync(part);
        }

        await serving.SaysAsync("reloaded shop");
    }

    [Test]
    public async Task A_new_folder_and_one_that_is_gone_are_reported_with_what_to_do()
    {
        specs.With("other", "edin");
        await using var serving = await ServeAsync();
        Directory.Delete(Path.GetDirectoryName(specs.PathOf("other"))!, recursive: true);
        await serving.SaysAsync(WatchErrors.SpecGone("own/other/openapi.yaml", "other"));
        (await wire.SendAsync(new(serving.AddressOf("other")), Plans.Of("edin").Dead.SeededRequest())).Response.Status
            .Should().Be(401, "the contract is still served");

        specs.With("third", "laravel");
        await serving.SaysAsync(WatchErrors.SpecAdded("own/third/openapi.yaml"));
        specs.With("other", "edin");
        await serving.SaysAsync("reloaded other");
    }

    [Test]
    public async Task When_the_whole_folder_is_gone_everything_is_served_on()
    {
        await using var serving = await ServeAsync();
        Directory.Delete(Path.Combine(specs.Folder, "own", "shop"), recursive: true);
        await serving.SaysAsync("no spec in 'own'");
        (await StatusAsync(serving, Plans.Of("rocketchat").Dead.SeededRequest())).Should().Be(401);
    }

    [Test]
    public async Task Inside_a_clone_its_own_specs_are_watched()
    {
        using var clone = new CommandLineRun();
        clone.Write("LogoutContracts.sln", "");
        clone.Write("specs/edin/openapi.yaml", OwnSpecs.TextOf("edin"));
        await using var serving = await ServeRun.StartInAsync(clone.Folder, ["serve", "--watch", "--port-base", "0"]);
        clone.Write("specs/edin/openapi.yaml", OwnSpecs.TextOf("edin").Replace("title: EDIN", "title: Our EDIN", StringComparison.Ordinal));
        await serving.SaysAsync("reloaded edin (specs/edin/openapi.yaml)");
    }

    [Test]
    public void News_of_a_spec_is_told_once()
    {
        var live = Live(releaseOf: null);
        live.Compare([Files()]).Should().BeEmpty();
        var edited = Files(("summary: Open a session", "summary: Open one"));
        live.Compare([edited]).Should().ContainSingle().Which.Should().BeOfType<SpecChange.Changed>()
            .Which.Plan.Contract.FindOperation("login")!.Summary.Should().Be("Open one");
        live.Compare([edited]).Should().BeEmpty();
        live.Compare([]).Should().ContainSingle().Which.Should().BeOfType<SpecChange.Gone>();
        live.Compare([]).Should().BeEmpty();
        live.Compare([edited]).Should().ContainSingle().Which.Should().BeOfType<SpecChange.Changed>("it is back");
        var stranger = edited with { Spec = edited.Spec with { Name = "own/new/openapi.yaml" } };
        live.Compare([edited, stranger]).Should().ContainSingle().Which.Should().Be(new SpecChange.Added("own/new/openapi.yaml"));
        live.Compare([edited, stranger]).Should().BeEmpty();
    }

    [Test]
    public void A_spec_that_becomes_another_contract_is_broken() =>
        Live(releaseOf: null).Compare([Files(("  id: shop\n", "  id: shoe\n"))]).Should().ContainSingle().Which
            .Should().BeOfType<SpecChange.Broken>().Which.Why.Should().Contain("folder-name");

    [Test]
    public void The_release_that_was_asked_for_must_stay_known()
    {
        var live = Live(releaseOf: "7");
        ((SpecChange.Changed)live.Compare([Files(("summary: Open a session", "summary: Open one"))]).Single())
            .Plan.Release.Should().Be("7");
        Live(releaseOf: "9").Compare([Files(("summary: Open a session", "summary: Open one"))]).Should().ContainSingle()
            .Which.Should().BeOfType<SpecChange.Broken>().Which.Why
            .Should().Contain("'shop' has no release '9'; expected one of: 6, 7.6, 7.7, 7, 8.");
    }

    [Test]
    public async Task What_a_reload_cannot_do_is_said()
    {
        await using var serving = await ServeAsync();
        specs.Edit("shop", ("  port: 9105\n", "  port: 9109\n"));
        await serving.SaysAsync("reloaded shop");
        serving.Error.Should().Contain(WatchErrors.PortMoved("shop", 9105, 9109));
        specs.Write("shop", specs.Read("shop").Replace("authToken", "authWord", StringComparison.Ordinal));
        await serving.SaysAsync(WatchErrors.SessionsDiscarded("shop"));
    }

    public void Dispose()
    {
        specs.Dispose();
        wire.Dispose();
    }

    private Task<ServeRun> ServeAsync() => ServeRun.StartInAsync(specs.Folder, ["serve", "--specs", "own", "--watch", "--port-base", "0"]);

    private async Task<int> StatusAsync(ServeRun serving, RenderedRequest request) =>
        (await wire.SendAsync(new(serving.AddressOf("shop")), request)).Response.Status;

    private SpecChanges Live(string? releaseOf) => new([(Files(), specs.Plan("shop").Contract)], tellOfNew: true, _ => releaseOf);

    private SpecFiles Files(params IEnumerable<(string Old, string New)> changes) => new(
        new("own/shop/openapi.yaml", Encoding.UTF8.GetBytes(changes.Aggregate(specs.Read("shop"),
            (text, change) => text.Replace(change.Old, change.New, StringComparison.Ordinal)))), null);

    private static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + Environment.NewLine));
}
