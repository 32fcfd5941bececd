using LogoutContracts.Benchmarks.InProcess;
using LogoutContracts.Benchmarks.Processes;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>Counts what our own code allocates for one request, once it is compiled to its best.</summary>
internal static class AllocationHost
{
    public const string Post = "allocated-post";
    public const string Get = "allocated-get";
    public const string CountedGet = "allocated-counted-get";
    public const string Delete = "allocated-delete";

    private const int Calls = 20_000;

    public static async Task RunAsync()
    {
        var paths = new WholePaths();
        await SayAsync(Post, paths.Post);
        await SayAsync(Get, paths.Get);
        await SayAsync(CountedGet, paths.CountedGet);
        await SayAsync(Delete, paths.Delete);
    }

    private static async Task SayAsync(string name, Action answer)
    {
        // The runtime compiles anew what is called often, a moment later and behind our back; a few times over.
        for (var i = 0; i < 5; i++)
        {
            Call(answer);
            await Task.Delay(200);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Call(answer);
        HostProtocol.Say(name, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls);
    }

    private static void Call(Action answer)
    {
        for (var i = 0; i < Calls; i++)
            answer();
    }
}
