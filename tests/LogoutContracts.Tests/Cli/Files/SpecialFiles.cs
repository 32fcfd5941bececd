using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Files;

/// <summary>Pipes, devices and endless files are not read, wherever the command line takes a file.</summary>
[Platform("Linux", Reason = "The paths of devices are those of Linux.")]
public sealed class SpecialFiles
{
    private const string AllFiles = "list --specs FILE";

    private static readonly string[] Commands =
    [
        AllFiles,
        "lint FILE",
        "show edin --overlay FILE",
        "serve edin --port-base 0 --tls --cert FILE",
        "serve edin --port-base 0 --tls --cert good.pem --key FILE",
        "verify edin --target http://127.0.0.1:1 --yes --secrets FILE",
        "verify symphony --target http://127.0.0.1:1 --yes --cert FILE --key good.key",
        "verify symphony --target http://127.0.0.1:1 --yes --cert good.pem --key FILE",
        "verify symphony --target http://127.0.0.1:1 --yes --cacert FILE",
        "run FILE --target http://127.0.0.1:1",
    ];

    private static readonly string[] SomeFiles = ["pipe", "/dev/zero", "/dev/stdin"];

    private static readonly string[] Files = [.. SomeFiles, "/dev/tty", "/proc/self/environ", "/proc/kmsg", "sparse", "<(yes)"];

    [TestCaseSource(nameof(Commands))]
    public async Task They_are_refused_at_once(string command)
    {
        using var script = new BashScript("mkfifo", "truncate", "openssl");
        var files = command is AllFiles ? Files : SomeFiles;
        var calls = files.Select(file =>
            $"timeout -s KILL 30 logout-contracts {command.Replace("FILE", file, StringComparison.Ordinal)} "
            + $"< pipe > out 2> err; show '{file}'");
        var result = await script.RunAsync("""
            mkfifo pipe
            exec 3<> pipe
            truncate -s 1T sparse
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=a -keyout good.key -out good.pem 2> /dev/null
            show() { echo "$? $1"; grep -v '^warning' err; }
            """ + "\n" + string.Join('\n', calls));

        var lines = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where(line => char.IsAsciiDigit(line[0])).Should().Equal(files.Select(file => $"2 {file}"), result.Out);
        lines.Where(line => !char.IsAsciiDigit(line[0])).Should().HaveSameCount(files)
            .And.OnlyContain(line => line.StartsWith("error: ", StringComparison.Ordinal)
                && (line.Contains("is empty, or a pipe or device; expected a regular file", StringComparison.Ordinal)
                    || line.Contains("has 1,099,511,627,776 bytes; expected at most 16,777,216 bytes", StringComparison.Ordinal)));
    }

    [Test]
    public async Task The_CAs_files_are_not_read_either([Values("ca.key", "ca.crt")] string file)
    {
        using var script = new BashScript("mkfifo", "timeout");
        var result = await script.RunAsync($"mkdir -m 700 ca && mkfifo -m 600 ca/{file} && timeout -s KILL 30 logout-contracts certs");
        result.Code.Should().Be(2, result.Error);
        result.Error.Should().Contain("is empty, or a pipe or device");
    }

    [Test]
    public async Task Generate_replaces_them()
    {
        using var script = new BashScript("mkfifo", "timeout");
        var result = await script.RunAsync($"cp -r '{SourceTree.PathOf("specs", "edin")}' .\n" + """
            logout-contracts generate --specs edin --output out > /dev/null
            file=$(ls out/edin/wiremock-net/*.json | head -1)
            rm $file && mkfifo $file
            timeout -s KILL 30 logout-contracts generate --specs edin --output out --check; echo $?
            timeout -s KILL 30 logout-contracts generate --specs edin --output out | grep edin
            timeout -s KILL 30 logout-contracts generate --specs edin --output out --check; echo $?
            """);
        result.Out.Should().MatchRegex(@"^stale     out/edin/wiremock-net/.*\n1\nedin: 0 written, 1 changed, 0 removed, \d+ unchanged\n\d+ files, all up to date\n0\n$");
    }

    [Test]
    public async Task A_file_that_grows_while_it_is_read_is_not_read_without_end()
    {
        using var script = new BashScript("timeout");
        var result = await script.RunAsync("""
            head -c 16000000 /dev/zero > growing
            (while true; do head -c 1000000 /dev/zero; done >> growing) & writer=$!
            trap 'kill $writer' EXIT
            timeout -s KILL 30 logout-contracts list --specs growing
            """);
        result.Code.Should().Be(2);
        result.Error.Should().MatchRegex("expected at most (16,777,216|1,048,576) bytes");
    }
}
