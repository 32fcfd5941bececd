using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Serve;

/// <summary>A change of a served spec.</summary>
/// <param name="File">The file name as messages show it.</param>
internal abstract record SpecChange(string File)
{
    /// <summary>The spec was edited, and is valid.</summary>
    /// <param name="PortWas">The port on which the contract is served.</param>
    public sealed record Changed(string File, MockPlan Plan, int PortWas) : SpecChange(File);

    /// <summary>The spec was edited, and cannot be served.</summary>
    /// <param name="Why">The problems, one per line or more.</param>
    public sealed record Broken(string File, string Contract, string Why) : SpecChange(File);

    /// <summary>The spec is new.</summary>
    public sealed record Added(string File) : SpecChange(File);

    /// <summary>The spec was removed.</summary>
    public sealed record Gone(string File, string Contract) : SpecChange(File);
}
