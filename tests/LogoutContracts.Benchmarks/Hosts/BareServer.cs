using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>The smallest minimal API: Kestrel, routing and one delegate, without configuration and logging.</summary>
internal static class BareServer
{
    public static async Task<StartedServer> StartAsync(int port, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new(new(app.Urls.First()), app);
    }
}
