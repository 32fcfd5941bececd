using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>What a group of stubs answers: an operation, or the methods that a path does not declare.</summary>
/// <param name="Operation">Null for methods that the path does not declare.</param>
/// <param name="OtherThan">Media types that the operation declares.</param>
internal sealed record StubPlace(Operation? Operation, ValueList<PlannedVariant> Variants, ValueList<string> OtherThan)
{
    public static ValueList<StubPlace> AllOf(MockPlan plan) => plan.Paths.SelectMany(path =>
        path.Operations.Select(planned => new StubPlace(planned.Operation, planned.Variants, planned.MediaTypes))
            .Append(new(null, path.OtherMethods, []))).ToValueList();

    public bool Has(PlannedVariant variant) => Variants.Any(candidate => ReferenceEquals(candidate, variant));

    /// <summary>
    /// The default variants, in the order of their stubs. Rules for a valid body move behind those for other bodies: a stub cannot express
    /// "valid", only "anything else".
    /// </summary>
    public List<PlannedVariant> Defaults(IEnumerable<PlannedVariant> refused)
    {
        var ordered = Variants.Where(variant => variant is { IsDefault: true, IsServed: true } && !refused.Contains(variant)).ToList();
        for (var i = ordered.Count - 1; i >= 0; i--)
        {
            var variant = ordered[i];
            if (variant.Variant.Rule.Bodies is not [{ Kind: BodyKind.Valid }])
                continue;
            var to = i;
            while (to + 1 < ordered.Count && ordered[to + 1].Variant.Rule.Bodies is { Count: > 0 } bodies
                && !bodies.Any(body => body.Kind == BodyKind.Valid))
                to++;
            ordered.RemoveAt(i);
            ordered.Insert(to, variant);
        }

        return ordered;
    }

    /// <summary>The method that the rule matches; null for any.</summary>
    public string? MethodOf(Rule rule) => Operation?.Method ?? (rule.Method is Rule.OtherMethod ? null : rule.Method);
}
