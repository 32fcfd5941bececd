using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Gate;

/// <summary>The comment that the action writes on a pull request, with a server in place of GitHub.</summary>
public sealed class ActionComments
{
    private const string Marker = "<!-- logout-contracts gate -->";
    private const string Summary = "## ❌ The gate fails: 1 error.\n\n\"quoted\" \\ `code` $(touch pwned)\n";

    [Test]
    public async Task The_first_failure_is_a_new_comment()
    {
        var hub = new Hub([]);
        (await RunAsync(hub)).Out.Should().BeEmpty();

        hub.Calls.Should().Equal(
            "GET /repos/our/service/issues/7/comments?per_page=100&page=1", "POST /repos/our/service/issues/7/comments");
        hub.Written.Should().Be($"{Marker}\n{Summary}");
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public async Task Later_runs_update_that_comment_and_no_comment_of_a_person(int exitCode)
    {
        var hub = new Hub(
        [
            .. Enumerable.Range(1, 100).Select(id => Comment(id, "User", id == 50 ? $"{Marker}\nmine" : "text")),
            Comment(101, "Bot", "another bot"), Comment(102, "Bot", $"{Marker}\nold"), Comment(103, "Bot", $"{Marker}\nolder"),
        ]);
        (await RunAsync(hub, $"EXIT_CODE={exitCode}")).Out.Should().BeEmpty();

        hub.Calls.Should().EndWith("PATCH /repos/our/service/issues/comments/102").And.HaveCount(3);
        hub.Written.Should().Be($"{Marker}\n{Summary}");
    }

    [Test]
    public async Task A_pull_request_that_never_failed_gets_none()
    {
        var hub = new Hub([Comment(1, "User", "text")]);
        (await RunAsync(hub, "EXIT_CODE=0")).Out.Should().BeEmpty();
        hub.Calls.Should().ContainSingle().Which.Should().StartWith("GET ");
    }

    [TestCase("HEAD_REPOSITORY=other/service", "it comes from a fork")]
    [TestCase("HEAD_REPOSITORY=", "it comes from a fork")]
    [TestCase("GITHUB_EVENT_NAME=pull_request_target", "pull_request_target gives code from forks a token that can write")]
    [TestCase("GITHUB_EVENT_NAME=push", "")]
    [TestCase("INPUT_TOKEN=", "the input token is empty or malformed")]
    [TestCase("INPUT_TOKEN='a\"\nurl = \"http://127.0.0.1:1/\"'", "the input token is empty or malformed")]
    [TestCase("PULL_REQUEST=../../x", "the event has no number of a pull request")]
    [TestCase("RUNNER_TEMP=/nowhere", "the gate wrote no summary")]
    public async Task Where_there_can_be_no_comment_nothing_is_sent(string variable, string reason)
    {
        var hub = new Hub([]);
        var result = await RunAsync(hub, variable);
        hub.Calls.Should().BeEmpty();
        if (reason.Length == 0)
            result.Out.Should().BeEmpty();
        else
            result.Out.Should().StartWith($"::notice title=logout-contracts::No comment on the pull request: {reason}");
    }

    [TestCase(403, "the token may not write it (403); give the job 'permissions: { contents: read, pull-requests: write }'.")]
    [TestCase(500, "the API of GitHub answers POST issues/7/comments with 500.")]
    public async Task A_refused_comment_does_not_fail_the_job(int status, string reason)
    {
        var hub = new Hub([]) { Refusal = status };
        (await RunAsync(hub)).Out.Should().Be($"::notice title=logout-contracts::No comment on the pull request: {reason}\n");
    }

    /// <summary>Runs the script. Programs that it starts never get the token as an argument.</summary>
    private static async Task<CommandLineResult> RunAsync(Hub hub, params string[] variables)
    {
        using var script = new BashScript("curl", "jq");
        await using var server = StandIn.Answering(hub.Answer);
        await File.WriteAllTextAsync(Path.Combine(script.Folder, "logout-contracts-gate.md"), Summary);
        var result = await script.RunAsync($$"""
            export RUNNER_TEMP=$PWD GITHUB_EVENT_NAME=pull_request GITHUB_REPOSITORY=our/service HEAD_REPOSITORY=our/service PULL_REQUEST=7
            export INPUT_TOKEN=secret EXIT_CODE=1 GITHUB_API_URL={{server.Address.OriginalString.TrimEnd('/')}}
            export {{(variables.Length == 0 ? "A=b" : string.Join(' ', variables))}}
            mkdir bin
            printf '#!/bin/bash\nprintf "%%s\\n" "$@" >> "%s/arguments"\nexec "%s" "$@"\n' "$PWD" "$(command -v curl)" > bin/curl
            chmod +x bin/curl
            PATH=$PWD/bin:$PATH bash '{{SourceTree.PathOf(".github", "actions", "logout-contracts", "comment.sh")}}'
            """);
        result.Should().BeEquivalentTo(new { Code = 0, Error = "" });
        File.Exists(Path.Combine(script.Folder, "pwned")).Should().BeFalse();
        var arguments = Path.Combine(script.Folder, "arguments");
        if (File.Exists(arguments))
            (await File.ReadAllTextAsync(arguments)).Should().NotContain("secret");
        return result;
    }

    private static JsonObject Comment(int id, string type, string body) =>
        new() { ["id"] = id, ["user"] = new JsonObject { ["type"] = type }, ["body"] = body };

    /// <summary>What the script sends to GitHub, and what comes back.</summary>
    private sealed class Hub(IReadOnlyList<JsonObject> comments)
    {
        private readonly ConcurrentQueue<(string Line, string Body)> requests = new();

        /// <summary>The status of the answer to a comment; null for success.</summary>
        public int? Refusal { get; init; }

        public IEnumerable<string> Calls => requests.Select(request => request.Line);

        public string? Written => JsonNode.Parse(requests.Last().Body)!["body"]!.GetValue<string>();

        public string Answer(string request)
        {
            var (head, body) = (request.Split("\r\n\r\n")[0], request.Split("\r\n\r\n", 2)[1]);
            head.Should().Contain("\r\nAuthorization: Bearer secret\r\n");
            var line = head.Split(" HTTP/")[0];
            requests.Enqueue((line, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body))));
            if (!line.StartsWith("GET ", StringComparison.Ordinal))
                return Response(Refusal ?? 200, "{}");
            var page = int.Parse(line.Split("page=")[^1], null);
            return Response(200, JsonSerializer.Serialize(comments.Skip(100 * (page - 1)).Take(100)));
        }

        private static string Response(int status, string body) =>
            $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
    }
}
