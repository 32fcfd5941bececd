using System.Reflection;
using System.Text;
using LogoutContracts.CommandLine;
using LogoutContracts.Serving;
using LogoutContracts.Specs;
using LogoutContracts.Testing;

namespace LogoutContracts.Tests;

public sealed class CommandLineErrors
{
    private static readonly Contract Rocketchat = SpecCatalog.BuiltIn.First(contract => contract.Id is "rocketchat");
    private static readonly Contract Edin = SpecCatalog.BuiltIn.First(contract => contract.Id is "edin");
    private static readonly IOException Cause = new("the system's words");

    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        [nameof(Errors.CommandLine)] = Errors.CommandLine(Cli.Root(new(TextWriter.Null, TextWriter.Null, () => default, "/", 110, () => [])).Parse(["list", "--format", "xml"])).Message,
        [nameof(Errors.UnknownOption)] = Errors.UnknownOption("--formt", ["--format", "--operation"]),
        [nameof(Errors.UnknownContract)] = Errors.UnknownContract("rocketcat", ["edin", "rocketchat"]).Message,
        [nameof(Errors.UnknownOperation)] = Errors.UnknownOperation("logut", ["login", "logout"]).Message,
        [nameof(Errors.BadSpecs)] = Errors.BadSpecs([new("missing-field", "specs/edin/openapi.yaml", new(12, 3), "no 'port' in x-contract", "'port'", "add 'port: …'")]).Message,
        [nameof(Errors.PortBase)] = Errors.PortBase("70000", 65530).Message,
        [nameof(Errors.PortsTaken)] = Errors.PortsTaken([new TakenPort("edin", 9101), new TakenPort("admin", 9100)], "127.0.0.1").Message,
        [nameof(Errors.CannotListen)] = Errors.CannotListen("203.0.113.7", "Cannot assign requested address", Cause).Message,
        [nameof(Errors.SharedPort)] = Errors.SharedPort(9101, "edin", "other").Message,
        [nameof(Errors.JournalSize)] = Errors.JournalSize("many").Message,
        [nameof(Errors.AdminUnprotected)] = Errors.AdminUnprotected("0.0.0.0").Message,
        [nameof(Errors.AdminToken)] = Errors.AdminToken().Message,
        [nameof(Errors.AdminTokenUnused)] = Errors.AdminTokenUnused().Message,
        [nameof(Errors.NothingToWatch)] = Errors.NothingToWatch("/home/jane").Message,
        [nameof(Errors.CannotWatch)] = Errors.CannotWatch("my-specs", "The configured user limit (128) on the number of inotify instances has been reached", Cause).Message,
        [nameof(Errors.StaysAsItWas)] = Errors.StaysAsItWas("edin"),
        [nameof(Errors.SpecGone)] = Errors.SpecGone("my-specs/edin/openapi.yaml", "edin"),
        [nameof(Errors.SpecAdded)] = Errors.SpecAdded("my-specs/edin/openapi.yaml"),
        [nameof(Errors.PortMoved)] = Errors.PortMoved("edin", 9101, 9110),
        [nameof(Errors.SessionsAnew)] = Errors.SessionsAnew("edin"),
        [nameof(Errors.BindAddress)] = Errors.BindAddress("everywhere").Message,
        [nameof(Errors.UnknownRelease)] = Errors.UnknownRelease("9", [Rocketchat]).Message,
        [nameof(Errors.UnknownReleaseOf)] = $"{Errors.UnknownReleaseOf("9", Rocketchat).Message}{Environment.NewLine}{Errors.UnknownReleaseOf("9", Edin).Message}",
        [nameof(Errors.ReleaseOfNotStarted)] = Errors.ReleaseOfNotStarted("rocketchat", ["edin", "laravel"]).Message,
        [nameof(Errors.TwoReleases)] = Errors.TwoReleases("rocketchat", "6", "7").Message,
        [nameof(Errors.NoRepository)] = Errors.NoRepository("/home/jane").Message,
        [nameof(Errors.NoSuchPath)] = Errors.NoSuchPath("specs/edn").Message,
        [nameof(Errors.NoSpecsIn)] = Errors.NoSpecsIn("docs").Message,
        [nameof(Errors.File)] = Errors.File("specs/edin/openapi.yaml", Cause).Message,
        [nameof(Errors.UnknownMarker)] = Errors.UnknownMarker("README.md", "ediin", ["edin", "rocketchat"]).Message,
        [nameof(Errors.OpenMarker)] = Errors.OpenMarker("README.md", "edin").Message,
        [nameof(Errors.ReportWithoutFile)] = Errors.ReportWithoutFile("html", ["junit", "html"]),
        [nameof(Errors.UnknownReport)] = Errors.UnknownReport("htm", ["junit", "html"]),
        [nameof(Errors.SameReportFile)] = Errors.SameReportFile("out/report.xml", "junit", "html"),
        [nameof(Errors.NoReportFile)] = Errors.NoReportFile("out"),
        [nameof(Errors.ReportNotWritten)] = Errors.ReportNotWritten("out/report.xml", "Access to the path '/srv/out' is denied."),
        [nameof(Errors.All)] = Errors.All([Errors.UnknownReport("htm", ["junit", "html"]), Errors.NoReportFile("out")]).Message,
        [nameof(Errors.Strangers)] = Errors.Strangers("0.0.0.0"),
        [nameof(Errors.Bug)] = Errors.Bug(new InvalidOperationException("Sequence contains no elements")),
        [nameof(Errors.NotFresh)] = Errors.NotFresh(2, "logout-contracts generate"),
        [nameof(Errors.Problems)] = Errors.Problems(3, 1, 5),
    };

    [Test]
    public async Task Every_error_says_what_was_found_what_was_expected_and_what_to_do()
    {
        var all = new StringBuilder();
        foreach (var (name, text) in Samples.OrderBy(sample => sample.Key, StringComparer.Ordinal))
            all.Append(name).Append('\n').Append(text).Append("\n\n");
        await Snapshot.Verify(all.ToString(), nameof(CommandLineErrors));
    }

    [Test]
    public void Every_error_has_a_sample() =>
        Samples.Keys.Should().BeEquivalentTo(typeof(Errors).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name));

    [TestCase("", "Required command was not provided.")]
    [TestCase("srve", "Unrecognized command or argument 'srve'.")]
    [TestCase("serve --prt-base 9", "Unrecognized command or argument '--prt-base'. Did you mean '--port-base'?")]
    [TestCase("list --format xml", "Argument 'xml' not recognized. Must be one of: 'text' 'json'")]
    [TestCase("list rocketcat", "no contract 'rocketcat'; there are crafter, edin, laravel, rocketchat, symphony. Did you mean 'rocketchat'?")]
    [TestCase("list --operation logut", "no operation 'logut'")]
    [TestCase("serve @response-file", "no contract '@response-file'")]
    [TestCase("serve nothing-like-it", "no contract 'nothing-like-it'")]
    [TestCase("serve --port-base", "Required argument missing for option: '--port-base'.")]
    [TestCase("serve --port-base x", "--port-base: 'x' is no port")]
    [TestCase("serve --port-base=-1", "--port-base: '-1' is no port")]
    [TestCase("serve edin --port-base 65535", "a number from 1 to 65534.")]
    [TestCase("serve --bind everywhere", "--bind: 'everywhere' is no address")]
    [TestCase("serve --bind 1", "--bind: '1' is no address")]
    [TestCase("serve --release 9", "no contract that is started knows a release '9'; there are crafter (documented, 3.1.10, 3.1.31, 4), rocketchat (6, 7).")]
    [TestCase("serve edin --release 7", "no contract that is started knows a release '7'; there is none.")]
    [TestCase("serve --release edin=7", "'edin' knows no release '7'; its releases all answer alike.")]
    [TestCase("serve --release rocketchat=5", "'rocketchat' knows no release '5'; it knows 6, 7.")]
    [TestCase("serve --release rocketcat=6", "no contract 'rocketcat'")]
    [TestCase("serve edin --release rocketchat=7", "'rocketchat' is not started, only edin")]
    [TestCase("serve --release 6 --release 7", "'6' and '7' both apply to 'rocketchat'")]
    [TestCase("serve --journal many", "--journal: 'many' is no number of requests")]
    [TestCase("serve --journal=-1", "--journal: '-1' is no number of requests")]
    [TestCase("serve --journal 2147483648", "a number up to 2147483647.")]
    [TestCase("serve --bind 0.0.0.0", "--bind: on 0.0.0.0, everybody who reaches this machine could steer the mocks")]
    [TestCase("serve --bind :: --journal 5", "expected a token for the admin port (--admin-token TOKEN, or LOGOUT_CONTRACTS_ADMIN_TOKEN in the environment), or none at all (--no-admin).")]
    [TestCase("serve --no-admin --admin-token t0k3n", "there is no admin port to use it on")]
    [TestCase("serve --admin-token=t\u00f6ken", "the token is empty, or has characters that a header cannot carry")]
    [TestCase("serve --watch", "--watch: the built-in specs never change")]
    [TestCase("serve --single-port --port-base 65535", "a number from 1 to 65534.")]
    [TestCase("serve --log xml", "Argument 'xml' not recognized. Must be one of:")]
    [TestCase("serve --specs nowhere", "'nowhere' is not there")]
    [TestCase("serve --specs .", "no spec in '.'")]
    [TestCase("list --specs .", "no spec in '.'")]
    [TestCase("generate", "no LogoutContracts.sln in")]
    [TestCase("generate --chek", "Unrecognized command or argument '--chek'.")]
    [TestCase("lint nowhere", "'nowhere' is not there")]
    [TestCase("lint .", "no spec in '.'")]
    public async Task Wrong_use_ends_with_2_and_says_why_on_stderr_alone(string commandLine, string message)
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain(message).And.StartWith("error: ").And.NotContain("   at ");
        result.Out.Should().BeEmpty();
    }

    [Test]
    public async Task An_empty_token_is_none_and_that_is_said()
    {
        using var command = new CommandLineRun();
        (await command.RunAsync("serve", "--admin-token", "")).Should().BeEquivalentTo(new { Code = ExitCodes.UsedWrongly, Error = Errors.AdminToken().Message + Environment.NewLine });
    }

    [TestCase("list")]
    [TestCase("serve")]
    public async Task A_broken_built_in_spec_is_reported_and_not_thrown(string verb)
    {
        using var command = new CommandLineRun { BuiltIn = () => [new(new("specs/edin/openapi.yaml", "openapi: 3.1.1"u8.ToArray()), null)] };
        var result = await command.RunAsync(verb);
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain("specs/edin/openapi.yaml:1:1: missing-field").And.EndWith($"error: these specs cannot be used; correct what is named above.{Environment.NewLine}");
    }

    [Test]
    public async Task Of_the_built_in_specs_only_those_that_are_asked_for_are_read()
    {
        using var command = new CommandLineRun { BuiltIn = () => [.. SpecCatalog.BuiltInFiles(), new(new("specs/broken/openapi.yaml", "{"u8.ToArray()), null)] };
        (await command.RunAsync("list", "edin")).Code.Should().Be(ExitCodes.Fine);
    }

    [Test]
    public async Task Two_contracts_with_one_port_are_not_started()
    {
        var edin = SpecCatalog.BuiltInFiles().First(files => files.Spec.Name is "specs/edin/openapi.yaml");
        var twin = Encoding.UTF8.GetString(edin.Spec.Utf8.Span).Replace("id: edin", "id: twin", StringComparison.Ordinal);
        using var command = new CommandLineRun { BuiltIn = () => [edin, new(new("specs/twin/openapi.yaml", Encoding.UTF8.GetBytes(twin)), null)] };
        var result = await command.RunAsync("serve");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain("the contracts 'edin' and 'twin' both have port 9101");
    }

    [Test]
    public async Task A_bug_shows_its_whole_exception_and_ends_with_70()
    {
        using var command = new CommandLineRun { BuiltIn = () => throw new InvalidOperationException("the bug") };
        var result = await command.RunAsync("list");
        result.Code.Should().Be(ExitCodes.Bug);
        result.Error.Should().Contain("the bug").And.Contain("   at ");
        result.Out.Should().BeEmpty();
    }
}
