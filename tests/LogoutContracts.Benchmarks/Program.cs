using LogoutContracts.Benchmarks.Hosts;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Micro;
using LogoutContracts.Benchmarks.Rows;
using LogoutContracts.Benchmarks.Soak;

switch (args)
{
    case ["host", var kind, .. var rest]:
        await Host.RunAsync(kind, HostArguments.Parse(rest));
        return 0;
    case ["load", .. var rest]:
        return await LoadBench.RunAsync(rest);
    case ["soak", .. var rest]:
        return await SoakBench.RunAsync(rest);
#if MICRO
    case ["micro", .. var rest]:
        return MicroBench.Run(rest);
#endif
    default:
        Console.Error.WriteLine(LoadOptions.Usage(LoadBench.PartNames));
        Console.Error.WriteLine(SoakBench.Usage);
        Console.Error.WriteLine(
            "micro: measure single steps of a request with BenchmarkDotNet; takes its options, such as --filter '*Lookup*' or --job short");
        return 2;
}
