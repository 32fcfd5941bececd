using System.Collections.Concurrent;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Matching;

/// <summary>Predicts from the contract alone which variant answers a request. Pure; compiles the rules of an operation once.</summary>
public sealed class VariantResolver(MockPlan plan)
{
    private readonly ConcurrentDictionary<(PlannedPath Path, PlannedOperation? Operation), CompiledVariants> compiled =
        new(new ByReference());

    /// <summary>Predicts the answer to a request that presents the right client certificate and no Prefer header.</summary>
    /// <param name="sessions">All sessions that the server knows; any other credential is unknown to it.</param>
    /// <returns>The variant that answers by default; null if the contract has no such path, or no variant matches.</returns>
    public PlannedVariant? Resolve(RenderedRequest request, IReadOnlyCollection<KnownSession> sessions)
    {
        var text = request.Target.Split('?')[0];
        var path = plan.Paths.FirstOrDefault(known => string.Equals(known.Template.Text, text, StringComparison.Ordinal))
            ?? plan.Paths.FirstOrDefault(known => known.Template.Matches(text));
        if (path is null)
            return null;
        var planned = path.Operations.FirstOrDefault(
            operation => string.Equals(operation.Operation.Method, request.Method, StringComparison.Ordinal));
        var variants = compiled.GetOrAdd(
            (path, planned),
            static place => place.Operation is null ? CompiledVariants.OfOtherMethods(place.Path) : CompiledVariants.Of(place.Operation));
        var facts = FactsReader.Read(plan.Contract.Sessions, variants.Operation, request, sessions, Certificate.Own, out var json);
        using (json)
        {
            var view = new RenderedRequestView(request);
            var body = json?.RootElement;
            return variants.All.FirstOrDefault(
                variant => variant.Planned is { IsDefault: true, IsServed: true, Answer: not null }
                    && variant.Rule.Fits(facts, view, body))?.Planned;
        }
    }

    // Comparing records by value is slow, and unnecessary here: a plan's objects never change.
    private sealed class ByReference : IEqualityComparer<(PlannedPath Path, PlannedOperation? Operation)>
    {
        public bool Equals((PlannedPath Path, PlannedOperation? Operation) x, (PlannedPath Path, PlannedOperation? Operation) y) =>
            ReferenceEquals(x.Path, y.Path) && ReferenceEquals(x.Operation, y.Operation);

        public int GetHashCode((PlannedPath Path, PlannedOperation? Operation) place) =>
            HashCode.Combine(
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(place.Path),
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(place.Operation));
    }
}
