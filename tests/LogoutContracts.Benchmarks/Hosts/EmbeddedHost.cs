using System.Diagnostics;
using LogoutContracts.Benchmarks.Clients;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>What a test does that brings its own server: start, one request, dispose; ten times over in one process.</summary>
internal static class EmbeddedHost
{
    public const int Times = 10;

    public static string NameOf(int time) => $"time-{time}";

    public static async Task RunAsync()
    {
        for (var time = 1; time <= Times; time++)
        {
            var started = Stopwatch.GetTimestamp();
            var plan = Plans.Rocketchat;
            await using (var server = await LogoutMockServer.StartAsync(plan))
            {
                using var client = new HttpClient();
                await Exchange.SendAsync(client, server.AddressOf(plan.Contract.Id), plan.Find(Plans.Logout, "session-ended").SeededRequest());
            }

            HostProtocol.Say(NameOf(time), Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }
}
