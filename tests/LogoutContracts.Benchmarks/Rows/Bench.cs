using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>What every part of the load bench has at hand.</summary>
internal sealed record Bench(LoadOptions Options, Action<string> Log)
{
    public Race Race => new(Options, Log);
}

/// <summary>Some rows of the table that are measured together.</summary>
internal sealed record Part(string Name, Func<Bench, Task<IReadOnlyList<Row>>> RunAsync);
