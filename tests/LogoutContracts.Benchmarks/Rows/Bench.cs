using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>The options and the log of all parts of the load benchmark.</summary>
internal sealed record Bench(LoadOptions Options, Action<string> Log)
{
    public Race Race => new(Options, Log);
}

/// <summary>A part of the load benchmark: rows of the table that are measured together.</summary>
internal sealed record Part(string Name, Func<Bench, Task<IReadOnlyList<Row>>> RunAsync);
