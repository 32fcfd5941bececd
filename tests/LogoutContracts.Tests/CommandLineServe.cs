using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using LogoutContracts.CommandLine;
using LogoutContracts.Specs;

namespace LogoutContracts.Tests;

public sealed partial class CommandLineServe
{
    private static readonly HttpClient Http = new();

    [Test]
    public async Task It_prints_a_table_and_for_each_logout_a_line_that_works_as_pasted()
    {
        await using var serving = await Serving.StartAsync("serve", "--port-base", "0");
        foreach (var contract in SpecCatalog.BuiltIn)
            serving.Out.Should().MatchRegex($@"(?m)^{contract.Id} +http://127\.0\.0\.1:\d+ +{Regex.Escape(contract.Releases.Default ?? "-")} +{string.Join(", ", contract.Operations.Select(operation => operation.Id))}$");
        serving.Out.Should().MatchRegex(@"(?m)^admin +http://127\.0\.0\.1:\d+ +- +GET /health, GET /contracts, POST /reset$").And.NotContain("\u001b");

        var lines = serving.CurlLines;
        lines.Should().HaveCount(SpecCatalog.BuiltIn.Count + 1);
        foreach (var line in lines)
            (await SendAsync(line)).Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);

        // The last one was the reset.
        foreach (var line in lines)
            (await SendAsync(line)).Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
        (await serving.StopAsync()).Should().Be(ExitCodes.Fine);
        serving.Error.Should().Be($"Ctrl-C stops.{Environment.NewLine}stopping: requests in flight are answered first{Environment.NewLine}stopped{Environment.NewLine}");
    }

    [Test]
    public async Task It_serves_the_named_contracts_and_no_others()
    {
        await using var serving = await Serving.StartAsync("serve", "rocketchat", "edin", "edin", "--port-base", "0", "--release", "7");
        serving.Out.Should().MatchRegex("(?m)^rocketchat +[^ ]+ +7 ").And.MatchRegex("(?m)^edin ").And.NotContain("laravel");
        serving.CurlLines.Should().HaveCount(3);
    }

    [Test]
    public async Task A_release_of_one_contract_goes_before_a_release_of_all()
    {
        await using var serving = await Serving.StartAsync("serve", "--port-base", "0", "--release", "7", "--release", "rocketchat=6", "--release", "4");
        serving.Out.Should().MatchRegex("(?m)^rocketchat +[^ ]+ +6 ").And.MatchRegex("(?m)^crafter +[^ ]+ +4 ");
    }

    [Test]
    public async Task A_taken_port_is_one_line_and_the_end()
    {
        // An admin port that is surely taken, and the contract's just above it, which may be free or not.
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var serving = await Serving.StartAsync("serve", "edin", "--port-base", $"{port}");
        (await serving.Exit).Should().Be(ExitCodes.UsedWrongly);
        serving.Out.Should().BeEmpty();
        serving.Error.Should().Contain(
            $"error: port {port} (admin) on 127.0.0.1 is taken by another program; stop that one, or move all ports with --port-base N (0 takes free ones).{Environment.NewLine}").And.NotContain("   at ");
    }

    [Test]
    public async Task Two_of_them_run_beside_each_other()
    {
        await using var one = await Serving.StartAsync("serve", "--port-base", "0");
        await using var other = await Serving.StartAsync("serve", "--port-base", "0");
        one.CurlLines.Should().NotIntersectWith(other.CurlLines);
        foreach (var line in one.CurlLines.Concat(other.CurlLines))
            (await SendAsync(line)).Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
    }

    [TestCase("localhost", "http://127.0.0.1:")]
    [TestCase("127.0.0.2", "http://127.0.0.2:")]
    [TestCase("::1", "http://[::1]:")]
    public async Task Loopback_has_many_names_and_none_is_warned_of(string bind, string url)
    {
        await using var serving = await Serving.StartAsync("serve", "edin", "--port-base", "0", "--bind", bind);
        serving.Out.Should().Contain(url);
        serving.Error.Should().NotContain("warning");
    }

    [Test]
    public async Task Strangers_are_let_in_with_a_warning_only()
    {
        await using var serving = await Serving.StartAsync("serve", "edin", "--port-base", "0", "--bind", "0.0.0.0");
        serving.Error.Should().Contain("warning: the mocks listen on 0.0.0.0");
        (await SendAsync(serving.CurlLines[0])).Should().Be(HttpStatusCode.OK);
    }

    /// <summary>Sends what the line would, as far as <see cref="Mocks.CurlCommand"/> writes lines.</summary>
    private static async Task<HttpStatusCode> SendAsync(string curl)
    {
        var quoted = Quoted().Matches(curl).ToLookup(match => match.Groups["option"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);
        using var request = new HttpRequestMessage(Method().Match(curl) is { Success: true } method ? new(method.Groups["method"].Value) : HttpMethod.Get, quoted[""].Single());
        if (quoted["--data-binary"].FirstOrDefault() is { } body)
            request.Content = new StringContent(body);
        foreach (var (name, value) in quoted["-H"].Select(header => header.Split(": ", 2)).Select(parts => (parts[0], parts[1])))
        {
            if (request.Content is { } content && name is "Content-Type")
                content.Headers.ContentType = new(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    [GeneratedRegex("(?:(?<option>-H|--data-binary) )?'(?<value>[^']*)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex("-X (?<method>[A-Z]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Method();

    /// <summary>A <c>serve</c> in process that has said that it runs, or has ended.</summary>
    private sealed class Serving : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly StringWriter stdout = new();
        private readonly Signpost stderr = new("Ctrl-C stops.");

        private Serving(string[] args) => Exit = Cli.RunAsync(args, new(stdout, stderr, () => stop.Token, Path.GetTempPath(), 110, SpecCatalog.BuiltInFiles));

        public Task<int> Exit { get; }

        public string Out => stdout.ToString();

        public string Error => stderr.ToString();

        public IReadOnlyList<string> CurlLines => [.. Out.ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith("curl ", StringComparison.Ordinal))];

        public static async Task<Serving> StartAsync(params string[] args)
        {
            var serving = new Serving(args);
            await Task.WhenAny(serving.stderr.Reached, serving.Exit);
            return serving;
        }

        public async Task<int> StopAsync()
        {
            await stop.CancelAsync();
            return await Exit;
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            stop.Dispose();
        }
    }

    /// <summary>Says when a line is written.</summary>
    private sealed class Signpost(string line) : StringWriter
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => reached.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (string.Equals(value, line, StringComparison.Ordinal))
                reached.TrySetResult();
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }
}
