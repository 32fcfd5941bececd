using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Negatives;

/// <summary>The method of an operation. Only where the contract says what other methods get: an operation that it does not describe may be there, and do anything.</summary>
internal static class MethodDrafts
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static IEnumerable<ConstraintDraft> Of(PlannedPath path, Operation operation)
    {
        if (path.OtherMethods.Count == 0)
            yield break;
        var other = Methods.First(method => !path.Methods.Contains(method, StringComparer.Ordinal));
        yield return new("method", $"{operation.Method} is the method", operation.At, $"{other} instead of {operation.Method}", new((request, _) => request with { Method = other }));
    }
}
