using LogoutContracts.AdminClient;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;
using Header = LogoutContracts.Mocks.Requests.Header;
using RawAnswer = LogoutContracts.MockServer.Overrides.RawAnswer;
using Trigger = LogoutContracts.AdminClient.Trigger;

namespace LogoutContracts.Tests.MockServer.Admin;

/// <summary>Answers that the contract lacks.</summary>
public sealed class RawAnswers
{
    private const string Contract = "laravel";
    private static readonly Dictionary<string, string> RetryAfter = new(StringComparer.Ordinal) { ["Retry-After"] = "2" };

    [Test]
    public async Task It_is_sent_as_it_is_given_and_ends_no_session()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        var token = (await mock.Admin.OpenSessionAsync(Contract)).Values["token"];
        var forced = await mock.Admin.ForceStatusAsync(Contract, "logout", 503, RetryAfter, "down", Trigger.NextFew(1));
        (forced.Variant, forced.Status).Should().Be((null, 503));

        var reply = await LogoutAsync(mock, token);
        (reply.Status, reply.Body).Should().Be((503, "down"));
        reply.Headers.Should().Contain(new Header("Retry-After", "2"));
        var entry = (await mock.Admin.ListJournalAsync()).Entries.Single();
        (entry.Status, entry.Variant, entry.Raw).Should().Be((503, null, true));
        (entry.Caller.Before, entry.Caller.After).Should().Be(("active", "active"));

        (await LogoutAsync(mock, token)).Status.Should().Be(204, "the session is still active");
    }

    [Test]
    public async Task It_takes_precedence_over_variants_and_can_be_truncated()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        await mock.Admin.ForceAsync(Contract, "logout", "rate-limited");
        await mock.Admin.ForceStatusAsync(Contract, null, 418, body: "0123456789");
        (await LogoutAsync(mock, "none")).Should().Match<Reply>(reply => reply.Status == 418 && reply.Body == "0123456789");
        await mock.Admin.AddFaultAsync(Contract, FaultKind.Truncate);
        await mock.Awaiting(one => LogoutAsync(one, "none")).Should().ThrowAsync<HttpRequestException>();
        await mock.Admin.ClearFaultsAsync();
        await mock.Admin.ClearForcedAsync();
        (await LogoutAsync(mock, "none")).Status.Should().Be(401);
    }

    [Test]
    public async Task What_cannot_be_sent_is_refused_with_all_reasons()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Content-Length"] = "3",
            ["a b"] = "1",
            ["X-Text"] = "ü",
        };
        var force = () => mock.Admin.ForceStatusAsync(Contract, "logout", 204, headers, "text");
        (await force.Should().ThrowAsync<AdminException>()).WithMessage(
            "*status 204 has no body*'Content-Length' itself*'a b' is not a header name*'X-Text' has characters*");
        await mock.Awaiting(one => one.Admin.ForceStatusAsync(Contract, "logout", 101)).Should().ThrowAsync<AdminException>()
            .WithMessage("*'status' must be a whole number from 200 to 599*");
        mock.Server[Contract].Invoking(contract => contract.Force("logout", new RawAnswer(101))).Should().Throw<ArgumentException>()
            .WithMessage("'status' must be a whole number from 200 to 599; found: 101.*");
        mock.Server[Contract].Invoking(contract => contract.Force("logOut", new RawAnswer(500))).Should().Throw<ArgumentException>()
            .WithMessage("*has no operation 'logOut'*");
    }

    [TestCase("""{"contract":"laravel","status":429,"variant":"rate-limited"}""", "Set only one of 'variant' and 'status'; found both.")]
    [TestCase("""{"contract":"laravel","variant":"rate-limited","body":"x"}""", "'body' requires 'status'.")]
    [TestCase("""{"contract":"laravel","status":429,"headers":["Retry-After"]}""", "'headers' must be an object of strings")]
    [TestCase("""{"contract":"laravel","operation":"logout"}""", "'variant' is missing")]
    public async Task Fields_that_do_not_go_together_are_errors(string body, string expected)
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await mock.Raw.PostAsync(new Uri("/__admin/force", UriKind.Relative), content);
        ((int)response.StatusCode).Should().Be(400);
        System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!.ToJsonString(
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Should().Contain(expected);
    }

    [Test]
    public async Task A_mock_in_the_same_process_sends_a_header_twice()
    {
        await using var mock = await RunningMock.StartAsync(Contract);
        mock.Server.Force(null, new RawAnswer(200) { Headers = [new("X-A", "1"), new("X-A", "2")] });
        var reply = await mock.SendAsync(new("DELETE", "/api/v1/logout", [], null));
        reply.Headers.Where(header => header.Name is "X-A").Select(header => header.Value).Should().Equal("1", "2");
        mock.Server.Journal.Entries.Single().CallerBefore.Should().Be(CallerStates.Absent);
    }

    private static Task<Reply> LogoutAsync(SteeredMock mock, string token) => mock.SendAsync(
        Contract, new("DELETE", "/api/v1/logout", [new("Accept", "application/json"), new("Authorization", $"Bearer {token}")], null));
}
