using System.Text.Json;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Tests.Specs;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.MockServer.Admin;

/// <summary>The journal as an HTTP Archive.</summary>
public sealed class JournalArchives
{
    private const string Har = "/__admin/journal/har";

    [Test]
    public async Task A_validator_of_other_people_accepts_it()
    {
        var validator = IndependentReaders.PathOf("har-validator", "lib", "promise.js");
        await using var mock = await WalkedAsync([.. Plans.Ids.Select(id => Plans.Of(id))]);
        await mock.SendAsync("edin", new("POST", "/bdoc/auth?a=b%20c&token=x&%22", [new("Content-Type", "text/plain")], "hello"));
        await mock.SendAsync("edin", new("GET", "/%0Anothing/%C3%A9%22/{x}", [new("Cookie", "a=b; c")], null));
        await mock.Admin.AddFaultAsync("edin", AdminClient.FaultKind.Empty);
        var unanswered = () => mock.SendAsync("edin", new("GET", "/bdoc/logout", [], null));
        await unanswered.Should().ThrowAsync<HttpRequestException>();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, await mock.Raw.GetStringAsync(Har));

            var output = await NodeRun.RunAsync(SourceTree.PathOf("tests", "Independent", "har.mjs"), validator, file);

            output.Trim().Should().Be("valid");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task It_has_what_the_journal_keeps_and_says_what_is_missing()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        await mock.SendAsync("laravel", Plans.Of("laravel").Find("logout", "no-token").SeededRequest());
        await mock.SendAsync("laravel", new("GET", "/nothing?a=b%26c", [new("Cookie", "SID=secret-value")], null));

        using var response = await mock.Raw.GetAsync($"{Har}?status=404");
        var log = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("log");

        response.Content.Headers.ContentDisposition!.FileName.Should().Be("journal.har");
        log.GetProperty("comment").GetString().Should().Contain("neither the headers and bodies of the answers");
        var entry = log.GetProperty("entries").EnumerateArray().Should().ContainSingle().Subject;
        var request = entry.GetProperty("request");
        request.GetProperty("url").GetString().Should().Be($"{mock.Server.AddressOf("laravel")}nothing?a=b%26c");
        request.GetProperty("queryString")[0].GetProperty("value").GetString().Should().Be("b&c");
        request.GetProperty("cookies")[0].GetProperty("name").GetString().Should().Be("SID");
        request.GetProperty("cookies")[0].GetProperty("value").GetString().Should().StartWith("sha256:");
        entry.GetProperty("response").GetProperty("status").GetInt32().Should().Be(404);
        entry.GetProperty("comment").GetString().Should().Be("laravel: nothing in the contract matches the request");
    }

    [Test]
    public async Task Diff_reads_it_as_it_reads_the_journal()
    {
        await using var mock = await WalkedAsync([Plans.Of("rocketchat", "6")]);
        using var command = new CommandLineRun();
        command.Write("journal.json", await mock.Raw.GetStringAsync("/__admin/journal"));
        command.Write("journal.har", await mock.Raw.GetStringAsync(Har));

        var ofJournal = await command.RunAsync("diff", "rocketchat@6", "rocketchat@7", "--journal", "journal.json");
        var ofHar = await command.RunAsync("diff", "rocketchat@6", "rocketchat@7", "--journal", "journal.har");

        ofJournal.Out.Should().Contain("of 5 compared calls");
        ofHar.Out.Should().Be(ofJournal.Out);
    }

    [Test]
    public async Task Init_says_that_it_needs_a_recording_with_answers()
    {
        await using var mock = await WalkedAsync([Plans.Of("laravel")]);
        using var command = new CommandLineRun();
        command.Write("journal.har", await mock.Raw.GetStringAsync(Har));

        var result = await command.RunAsync("init", "journal.har", "--id", "shop");

        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain("the journal of a mock server").And.Contain("expected a recording of a browser");
    }

    /// <summary>A mock after a login, a probe, a logout and a probe with each contract.</summary>
    internal static async Task<SteeredMock> WalkedAsync(IReadOnlyList<MockPlan> plans)
    {
        var mock = await SteeredMock.StartAsync(plans);
        using var wire = new RawHttpClient(TimeSpan.FromSeconds(20));
        foreach (var plan in plans)
        {
            var target = new Target(mock.Server.AddressOf(plan.Contract.Id), TargetKind.Mock);
            var (_, problem) = await WalkThrough.RunAsync(plan, target, wire);
            problem.Should().BeEmpty();
        }

        return mock;
    }
}
