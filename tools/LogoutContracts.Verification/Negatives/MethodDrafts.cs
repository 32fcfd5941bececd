using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Negatives;

/// <summary>Drafts for the method of an operation, if the contract states the answer to other methods.</summary>
/// <remarks>Otherwise the provider may have an undocumented operation with another method, which may do anything.</remarks>
internal static class MethodDrafts
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static IEnumerable<ConstraintDraft> Of(PlannedPath path, Operation operation)
    {
        if (path.OtherMethods.Count == 0)
            yield break;
        var other = Methods.First(method => !path.Methods.Contains(method, StringComparer.Ordinal));
        yield return new(
            "method", $"the method is {operation.Method}", operation.At, $"{other} instead of {operation.Method}",
            new((request, _) => request with { Method = other }));
    }
}
