using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace LogoutContracts.MockServer.Tls;

/// <summary>Puts Kestrel's TLS before a port.</summary>
internal sealed class TlsListening
{
    // Kestrel's TLS asks for services that no one else can make. One set does for all servers of a process.
    private static readonly Lazy<ServiceProvider> Services = new(() =>
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        return builder.Services.BuildServiceProvider();
    });

    private readonly SslStreamCertificateContext certificate;
    private readonly IReadOnlyList<X509Certificate2> authorities;

    public TlsListening(ServerTls tls)
    {
        certificate = SslStreamCertificateContext.Create(tls.Certificate, [.. tls.Chain], offline: true);
        authorities = tls.ClientAuthorities;
    }

    public static IServiceProvider KestrelServices => Services.Value;

    /// <param name="demand">Asked for each connection, as a reload may change it.</param>
    public void Use(ListenOptions listen, Func<CertificateDemand> demand) =>
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Handshake(demand())) });

    private SslServerAuthenticationOptions Handshake(CertificateDemand demand)
    {
        if (demand == CertificateDemand.None)
            return new() { ServerCertificateContext = certificate };
        return new()
        {
            ServerCertificateContext = certificate,
            ClientCertificateRequired = true,
            CertificateChainPolicy = ChainPolicies.In(authorities, ChainPolicies.OfClients),
            RemoteCertificateValidationCallback = (_, presented, _, errors) => presented is null ? demand == CertificateDemand.Optional : errors == SslPolicyErrors.None,

            // A session that is resumed proves no certificate: it repeats who was there before. So every connection has to show its own.
            AllowTlsResume = false,
        };
    }
}
