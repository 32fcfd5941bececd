using System.Net;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Tls;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace LogoutContracts.MockServer.Hosting;

/// <summary>Runs Kestrel without the generic host.</summary>
internal sealed class KestrelHost : IAsyncDisposable
{
    private readonly KestrelServer kestrel;
    private readonly IPAddress bind;
    private readonly IReadOnlyList<(ServedPort Port, ListenOptions Listen)> ports;

    private KestrelHost(KestrelServer kestrel, IPAddress bind, IReadOnlyList<(ServedPort Port, ListenOptions Listen)> ports)
    {
        this.kestrel = kestrel;
        this.bind = bind;
        this.ports = ports;
    }

    /// <param name="tls">Null if all ports use plain HTTP.</param>
    /// <exception cref="PortsTakenException">Other programs use some of the ports; the server then listens on none.</exception>
    public static async Task<KestrelHost> StartAsync(
        IPAddress bind, ServerTls? tls, IEnumerable<ServedPort> served, Action<Exception> onError, CancellationToken cancellation)
    {
        var settings = new KestrelServerOptions { AddServerHeader = false };
        ServerLimits.Apply(settings.Limits);
        var listening = tls is null ? null : new TlsListening(tls);
        if (listening is not null)
            settings.ApplicationServices = TlsListening.KestrelServices;
        var ports = new List<(ServedPort Port, ListenOptions Listen)>();
        foreach (var port in served)
        {
            settings.Listen(bind, port.Number, listen =>
            {
                ports.Add((port, listen));
                Configure(listen, port, listening);
            });
        }

        var failures = new KestrelErrorLog(onError);
        var kestrel = new KestrelServer(
            Options.Create(settings), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), failures), failures);
        try
        {
            await kestrel.StartAsync(new MockApplication(onError), cancellation);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            kestrel.Dispose();
            throw new PortsTakenException(TakenPorts.Among(bind, ports.Select(port => (port.Port.Owner, port.Listen.IPEndPoint!.Port))), e);
        }

        return new(kestrel, bind, ports);
    }

    public Uri AddressOf(string owner)
    {
        var (port, listen) = ports.First(known => string.Equals(known.Port.Owner, owner, StringComparison.Ordinal));
        return new UriBuilder(port.IsOverTls ? "https" : "http", bind.ToString(), listen.IPEndPoint!.Port).Uri;
    }

    /// <summary>Stops listening, finishes requests in flight within <see cref="ServerLimits.DrainTimeout"/>, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        using var drain = new CancellationTokenSource(ServerLimits.DrainTimeout);
        await kestrel.StopAsync(drain.Token);
        kestrel.Dispose();
    }

    private static void Configure(ListenOptions listen, ServedPort port, TlsListening? tls)
    {
        if (port.IsOverTls)
        {
            listen.Use(EndQuietly);
            tls!.Use(listen, port.Demand);
        }

        var listener = new Listener(port.Answer);
        listen.Use(next => connection =>
        {
            connection.Features.Set(connection.Features.Get<ITlsConnectionFeature>() is { } secured
                ? listener with { Client = ClientIdentity.Of(secured.ClientCertificate), ClosedByClient = connection.ConnectionClosed }
                : listener with { ClosedByClient = HalfClosing.Allow(connection) });
            return next(connection);
        });
    }

    // SslStream has many kinds of exceptions for a greeting that is none. Until the handshake is over, the client is at fault.
    private static ConnectionDelegate EndQuietly(ConnectionDelegate next) => async connection =>
    {
        try
        {
            await next(connection);
        }
        catch (Exception) when (connection.Features.Get<Listener>() is null)
        {
            connection.Abort();
        }
    };
}

/// <summary>A port to listen on.</summary>
/// <param name="Owner">Names the port in messages about taken ports.</param>
/// <param name="Number">TCP port; 0 for a free one.</param>
/// <param name="Answer">Answers the port's requests.</param>
/// <param name="Demand">Called for each TLS connection.</param>
internal sealed record ServedPort(
    string Owner, int Number, bool IsOverTls, Func<IFeatureCollection, ValueTask> Answer, Func<CertificateDemand> Demand);
