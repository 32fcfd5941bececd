using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Page.Checking;

/// <summary>What to check.</summary>
/// <param name="Target">The base URL of a provider; null for a mock of its own.</param>
/// <param name="Flaws">The flaws of that mock.</param>
/// <param name="Login">The inputs of logins at the provider. They are kept only as long as the run takes.</param>
internal sealed record CheckOrder(CheckCommand Command, MockPlan Plan, Uri? Target, IReadOnlyList<Flaw> Flaws, ValueList<LoginInput> Login)
{
    /// <summary>Only the type name: the record's default would print passwords.</summary>
    public override string ToString() => nameof(CheckOrder);
}

/// <summary>The verb whose work a run does.</summary>
internal enum CheckCommand
{
    Verify,
    Audit,
}
