using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer;

/// <summary>Laravel's answers repeat parts of the request: the method, and what a CORS preflight asks for.</summary>
public sealed class Echoes
{
    private const string Logout = "/api/v1/logout";

    [TestCase("GET")]
    [TestCase("POST")]
    [TestCase("PATCH")]
    [TestCase("LOCK")]
    [TestCase("PROPFIND")]
    [TestCase("X-A_B")]
    public async Task The_message_names_the_method_that_was_sent(string method)
    {
        await using var mock = await RunningMock.StartAsync("laravel");

        var reply = await mock.SendAsync(method, Logout);

        reply.Status.Should().Be(405);
        reply["Allow"].Should().Be("DELETE");
        reply.Body.Should().Be(
            $"{{\n    \"message\": \"The {method} method is not supported for this route. Supported methods: DELETE.\"\n}}");
    }

    [TestCase("DELETE", "authorization,content-type")]
    [TestCase("PUT", "x-anything")]
    public async Task A_preflight_is_allowed_what_it_asks_for(string method, string headers)
    {
        await using var mock = await RunningMock.StartAsync("laravel");

        var reply = await mock.SendAsync(
            "OPTIONS", Logout,
            ("Origin", "http://127.0.0.1:3000"), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers));

        reply.Status.Should().Be(204);
        reply["Access-Control-Allow-Methods"].Should().Be(method);
        reply["Access-Control-Allow-Headers"].Should().Be(headers);
        reply["Access-Control-Allow-Origin"].Should().Be("*");
        reply["Access-Control-Max-Age"].Should().Be("0");
        reply["Vary"].Should().Be("Access-Control-Request-Method, Access-Control-Request-Headers");
    }

    [Test]
    public async Task A_header_that_was_not_sent_is_not_repeated()
    {
        await using var mock = await RunningMock.StartAsync("laravel");

        var reply = await mock.SendAsync("OPTIONS", Logout, ("Access-Control-Request-Method", "DELETE"));

        reply.Status.Should().Be(204);
        reply["Access-Control-Allow-Headers"].Should().BeNull();
    }

    [Test]
    public async Task A_header_that_cannot_be_sent_is_not_repeated()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync($"OPTIONS {Logout} HTTP/1.1\r\nHost: a\r\nAccess-Control-Request-Method: DELETE\r\n"
            + "Access-Control-Request-Headers: Ã©\r\n\r\n");

        var reply = await client.ReadAsync();

        reply!.Status.Should().Be(204);
        reply["Access-Control-Allow-Headers"].Should().BeNull();
    }
}
