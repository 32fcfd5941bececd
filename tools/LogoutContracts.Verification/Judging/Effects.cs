using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Judging;

/// <summary>What requests do to sessions, according to the contract.</summary>
internal static class Effects
{
    /// <summary>Whether the operation ends sessions, and the request uses its method.</summary>
    public static bool IsLogout(MockPlan plan, string operation, RenderedRequest request) =>
        plan.Contract.FindOperation(operation) is { Session.Ends: not SessionEnd.Nothing } logout
        && string.Equals(request.Method, logout.Method, StringComparison.Ordinal);

    /// <summary>Whether a source, not an assumption, says that the request succeeds without ending a session.</summary>
    public static bool StatesNoEffect(PlannedVariant variant) =>
        variant is { Answer.Status: >= 200 and < 300, Variant.Basis.Status: { Kind: not BasisKind.Assumption } }
        && !variant.Variant.Then.Any(then => then.State is SessionState.Ended or SessionState.Expired);
}
