using System.Globalization;
using System.Text;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Reports.Wording;

namespace LogoutContracts.Tests.Cli.Verify;

/// <summary>Targets whose responses contain control characters and workflow commands of CI systems, sent as raw bytes.</summary>
public sealed class HostileTargets
{
    private const string Body = "\u001b[31mred\u0007\u202egnp.exe\u200b\u009b2J\u2028::error::separator\r::error::after CR\r\n"
        + "::error file=a.cs,line=1::after CRLF\n  ::set-output name=a::b\n"
        + "##[error]azure\n##vso[task.complete result=Succeeded;]done\n##teamcity[buildStatus status='SUCCESS']\n"
        + "%0A::error::percent\n\u0085::warning::next line";

    private static readonly string[][] Commands =
    [
        ["verify", "edin"],
        ["verify", "laravel", "--only", "*.negative.*", "--only", "login.*"],
        ["audit", "edin"],
        ["run", SourceTree.PathOf("specs", "symphony", "workflows.arazzo.yaml")],
    ];

    private static readonly int[] Statuses = [200, 401, 500];

    private static IEnumerable<TestCaseData> Cases =>
        from command in Commands
        from status in Statuses
        select new TestCaseData(command, status)
            .SetArgDisplayNames(string.Join(' ', command[0], command[1].Split('/')[^1]), status.ToString(CultureInfo.InvariantCulture));

    [TestCaseSource(nameof(Cases))]
    public async Task Nothing_of_it_reaches_the_terminal_or_the_CI_system(string[] arguments, int status)
    {
        await using var target = StandIn.Answering(Answer(status, "text/html", Body));
        var result = await RunAsync(arguments, target);
        AssertHarmless(result);
    }

    [TestCaseSource(nameof(Commands))]
    public async Task JSON_cannot_carry_it_either(params string[] arguments)
    {
        var json =
            $"{{\"a\":\"\u202e\u009b ##[error]x ::error::y\",\n\n\n\"\u202eb\":\n\"::error::z\",\"message\":\"\\u001b[31m\\n::error::w\"}}";
        await using var target = StandIn.Answering(Answer(200, "application/json", json));
        AssertHarmless(await RunAsync(arguments, target));
    }

    [Test]
    public async Task A_header_cannot_carry_it_either()
    {
        await using var target = StandIn.Answering(Encoding.Latin1.GetBytes(
            "HTTP/1.1 200 OK\r\nX-A: ##[error]x\r\nContent-Type: \u009b2J::error::y\r\n"
            + "Set-Cookie: a=\u0085::error::z\r\nContent-Length: 0\r\n\r\n"));
        AssertHarmless(await RunAsync(["verify", "edin"], target));
    }

    [Test]
    public async Task The_evidence_shows_each_character_by_its_code()
    {
        await using var target = StandIn.Answering(Answer(500, "text/html", Body));
        var result = await RunAsync(["verify", "laravel", "--only", "*.negative.*", "--only", "login.*"], target);
        result.Out.Should().Contain("⟨U+001B⟩[31mred⟨U+0007⟩⟨U+202E⟩gnp.exe").And.Contain("⟨U+0023⟩#[error]azure");
    }

    private static async Task<CommandLineResult> RunAsync(string[] arguments, StandIn target)
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync([.. arguments, "--target", target.Address.ToString()]);
        result.Out.Should().NotBeEmpty(result.Error);
        return result;
    }

    private static void AssertHarmless(CommandLineResult result)
    {
        foreach (var line in $"{result.Out}\n{result.Error}".Split('\n'))
        {
            line.TrimEnd('\r').EnumerateRunes().Where(VisibleText.IsHidden).Should().BeEmpty(line);
            line.TrimStart().Should().NotStartWith("::");
            line.Should().NotContain("##[").And.NotContain("##vso[").And.NotContain("##teamcity[");
        }
    }

    private static byte[] Answer(int status, string type, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {bytes.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. bytes];
    }
}
