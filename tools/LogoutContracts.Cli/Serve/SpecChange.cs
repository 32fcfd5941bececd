using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Serve;

/// <summary>Something that has happened to a spec that is served.</summary>
/// <param name="File">As messages call it.</param>
internal abstract record SpecChange(string File)
{
    /// <summary>It was edited, and holds a contract.</summary>
    /// <param name="PortWas">The port that it is served on.</param>
    public sealed record Changed(string File, MockPlan Plan, int PortWas) : SpecChange(File);

    /// <summary>It was edited, and holds none that could be served.</summary>
    /// <param name="Why">In lines.</param>
    public sealed record Broken(string File, string Contract, string Why) : SpecChange(File);

    /// <summary>It has appeared.</summary>
    public sealed record Added(string File) : SpecChange(File);

    /// <summary>It is no longer there.</summary>
    public sealed record Gone(string File, string Contract) : SpecChange(File);
}
