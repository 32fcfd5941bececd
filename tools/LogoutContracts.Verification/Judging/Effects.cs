using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Judging;

/// <summary>What requests do to sessions, by the contract.</summary>
internal static class Effects
{
    /// <summary>Whether the request goes to an operation that ends sessions, by its own method.</summary>
    public static bool IsLogout(MockPlan plan, string operation, RenderedRequest request) =>
        plan.Contract.FindOperation(operation) is { Session.Ends: not SessionEnd.Nothing } logout && string.Equals(request.Method, logout.Method, StringComparison.Ordinal);

    /// <summary>Whether there is a source for a success that ends no session.</summary>
    public static bool StatesNone(PlannedVariant ruling) => ruling is { Answer.Status: >= 200 and < 300, Variant.Basis.Status: { Kind: not BasisKind.Assumption } }
        && !ruling.Variant.Then.Any(then => then.State is SessionState.Ended or SessionState.Expired);
}
