using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Hosting;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Page.Sending;

/// <summary>A contract of this server as the target of requests.</summary>
internal static class OwnTarget
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static Target Of(LogoutMockServer server, MockedContract contract) =>
        new Target(ReachableAddress.Of(contract.BaseAddress), TargetKind.Mock).WithClock(server.Clock.Advance);

    /// <summary>A client with the certificates of this server's authority, if it has one.</summary>
    public static RawHttpClient ClientFor(LogoutMockServer server, MockPlan plan)
    {
        if (!plan.IsOverTls || !server.HasCertificates)
            return new(Timeout);
        var authority = server.Certificates;
        return new(Timeout, new TargetTls(plan, [authority.Certificate], client => client.IsExpired
            ? authority.ExpiredClientFor(client.CommonName) : authority.ClientFor(client.CommonName)));
    }
}
