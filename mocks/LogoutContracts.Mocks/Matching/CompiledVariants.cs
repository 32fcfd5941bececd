using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Matching;

/// <summary>The variants of one operation, or of the methods that a path does not declare, with their rules compiled.</summary>
internal sealed class CompiledVariants
{
    private CompiledVariants(Operation? operation, ValueList<PlannedVariant> variants, IEnumerable<string> otherThan)
    {
        Operation = operation;
        string[] excluded = [.. otherThan];
        All = [.. variants.Select(variant => new CompiledVariant(variant, new(variant.Variant.Rule, excluded)))];
    }

    /// <summary>Null for the methods that a path does not declare.</summary>
    public Operation? Operation { get; }

    /// <summary>In order of precedence.</summary>
    public IReadOnlyList<CompiledVariant> All { get; }

    public static CompiledVariants Of(PlannedOperation planned) => new(planned.Operation, planned.Variants, planned.MediaTypes);

    public static CompiledVariants OfOtherMethods(PlannedPath path) => new(null, path.OtherMethods, path.NamedMethods);
}

internal sealed record CompiledVariant(PlannedVariant Planned, CompiledRule Rule);
