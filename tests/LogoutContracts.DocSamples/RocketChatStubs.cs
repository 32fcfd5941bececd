using WireMock.Server;

public static class RocketChatStubs
{
    public static WireMockServer Start()
    {
        var server = WireMockServer.Start();
        server.ReadStaticMappings("mocks/rocketchat/wiremock-net");
        return server;
    }
}
