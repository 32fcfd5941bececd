using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>The bytes that our own code allocates per request.</summary>
internal static class AllocationRows
{
    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var bytes = await RunningServer.NumbersOfAsync(HostProtocol.Allocation);
        foreach (var (name, value) in bytes)
            bench.Log($"  {name}: {value:0.0} bytes");
        return
        [
            Of("GET (laravel, 200)", Bar.AtMost(0, "bytes"), AllocationHost.Get),
            Of("GET, with metrics (laravel, 200)", Bar.AtMost(0, "bytes"), AllocationHost.MeasuredGet),
            Of("GET, counted for a rate limit (laravel, 429)", null, AllocationHost.CountedGet),
            Of("DELETE (laravel, 401)", Bar.AtMost(0, "bytes"), AllocationHost.Delete),
            Of("POST with JSON (rocketchat, 404)", null, AllocationHost.Post),
            Of("POST with a token in a form (oauth2, 200)", null, AllocationHost.Form),
            Of("POST with a JSON Web Token in a form (oauth2, 200)", null, AllocationHost.JwtForm),
        ];

        Row Of(string request, Bar? bar, string name) => new(
            $"allocation of our own code per request, journal off: {request}", bar,
            "bytes per request, over 20,000 requests, without Kestrel", bytes[name]);
    }
}
