using BenchmarkDotNet.Running;

namespace LogoutContracts.Benchmarks.Micro;

/// <summary><c>micro</c>: BenchmarkDotNet in this process, so that it need not build a project of its own inside of ours.</summary>
internal static class MicroBench
{
    public static int Run(string[] args)
    {
        string[] filter = args.Any(arg => arg is "--filter" or "-f" or "--list") ? [] : ["--filter", "*"];
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroBench).Assembly).Run([.. args, .. filter, "--inProcess"]);
        return summaries.Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
    }
}
