using LogoutContracts.Benchmarks.InProcess;
using LogoutContracts.Benchmarks.Processes;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>Measures the bytes that our own code allocates per request, once it is fully optimized.</summary>
internal static class AllocationHost
{
    public const string Post = "allocated-post";
    public const string Get = "allocated-get";
    public const string CountedGet = "allocated-counted-get";
    public const string MeasuredGet = "allocated-measured-get";
    public const string Delete = "allocated-delete";
    public const string Form = "allocated-form";
    public const string JwtForm = "allocated-jwt-form";

    private const int Calls = 20_000;

    public static async Task RunAsync()
    {
        var paths = new WholePaths();
        await SayAsync(Post, paths.Post);
        await SayAsync(Get, paths.Get);
        await SayAsync(CountedGet, paths.CountedGet);
        await SayAsync(MeasuredGet, paths.MeasuredGet);
        await SayAsync(Delete, paths.Delete);
        await SayAsync(Form, paths.Form);
        await SayAsync(JwtForm, paths.JwtForm);
    }

    private static async Task SayAsync(string name, Action answer)
    {
        // Tiered compilation recompiles hot methods in the background, several times.
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
