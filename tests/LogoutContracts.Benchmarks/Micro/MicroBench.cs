using BenchmarkDotNet.Running;

namespace LogoutContracts.Benchmarks.Micro;

/// <summary><c>micro</c>: runs BenchmarkDotNet in this process, so that it does not generate and build another project.</summary>
internal static class MicroBench
{
    public static int Run(string[] args)
    {
        string[] filter = args.Any(arg => arg is "--filter" or "-f" or "--list") ? [] : ["--filter", "*"];
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroBench).Assembly).Run([.. args, .. filter, "--inProcess"]);
        return summaries.Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
    }
}
