using System.Diagnostics;
using LogoutContracts.Benchmarks.Clients;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>Measures what a test with an embedded server does: start, one request, dispose. Ten times in one process.</summary>
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
                var request = plan.Find(Plans.Logout, "session-ended").SeededRequest();
                await Exchange.SendAsync(client, server.AddressOf(plan.Contract.Id), request);
            }

            HostProtocol.Say(NameOf(time), Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }
}
