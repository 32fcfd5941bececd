using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace LogoutContracts.MockServer.Tls;

/// <summary>Adds Kestrel's TLS to ports.</summary>
internal sealed class TlsListening
{
    // Kestrel's TLS needs internal services that only its own builder can create. All servers of a process share them.
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

    /// <param name="demand">Called for each connection, because a reload may change it.</param>
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
            RemoteCertificateValidationCallback = (_, presented, _, errors) =>
                presented is null ? demand == CertificateDemand.Optional : errors == SslPolicyErrors.None,

            // A resumed TLS session does not verify a certificate again; it repeats the earlier identity. Require a full handshake.
            AllowTlsResume = false,
        };
    }
}
