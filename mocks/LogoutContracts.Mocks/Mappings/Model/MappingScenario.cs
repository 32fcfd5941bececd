namespace LogoutContracts.Mocks.Mappings.Model;

/// <summary>The mapping answers only in a state of a scenario, and can change it.</summary>
/// <param name="Required">The state; null for any.</param>
/// <param name="Next">The state afterwards; null if it does not change.</param>
/// <param name="PerSession">What tells sessions apart, each of which has a state of its own; null for one state for the server.</param>
public sealed record MappingScenario(string Name, string? Required, string? Next, SessionMark? PerSession)
{
    /// <summary>The state in which a scenario starts.</summary>
    public const string Started = "Started";
}
