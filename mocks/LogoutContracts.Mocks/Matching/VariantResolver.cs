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
    public PlannedVariant? Resolve(RenderedRequest request, IReadOnlyCollection<KnownSession> sessions) =>
        Resolve(request, sessions, Certificate.Own, static planned =>
            planned is { IsDefault: true, IsServed: true, Answer: not null })?.Variant;

    /// <summary>
    /// Predicts the answer like <see cref="Resolve(RenderedRequest, IReadOnlyCollection{KnownSession})"/>, but to a request with any client
    /// certificate.
    /// </summary>
    /// <returns>The variant and what was known about the request; null if the contract has no such path.</returns>
    public Resolution? Explain(RenderedRequest request, IReadOnlyCollection<KnownSession> sessions) =>
        Resolve(request, sessions, request.Certificate, static planned => planned.IsDefault);

    private Resolution? Resolve(
        RenderedRequest request, IReadOnlyCollection<KnownSession> sessions, Certificate certificate, Func<PlannedVariant,
            bool> isCandidate)
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
        var asked = variants.All.Any(variant => variant.Planned.Variant.Rule.Certificate is not null) ? certificate : Certificate.Own;
        var facts = FactsReader.Read(plan.Contract.Sessions, variants.Operation, request, sessions, asked, out var json);
        using (json)
        {
            var view = new RenderedRequestView(request);
            var body = json?.RootElement;
            var winner = variants.All.FirstOrDefault(variant => isCandidate(variant.Planned) && variant.Rule.Fits(facts, view, body));
            return new(winner?.Planned, path, planned, facts);
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

/// <summary>The predicted answer to a request.</summary>
/// <param name="Variant">Null if no variant matches.</param>
/// <param name="Operation">Null for a method that the path does not declare.</param>
public sealed record Resolution(PlannedVariant? Variant, PlannedPath Path, PlannedOperation? Operation, RequestFacts Facts);
