using LogoutContracts.Diffing.Answers;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Comparing;

/// <summary>Compares the answers of variants; each pair once.</summary>
internal sealed class AnswerComparison(OperationSide old, OperationSide @new, ValueNames names)
{
    private readonly Dictionary<(Ref, string?), AnswerTemplate> templates = [];
    private readonly Dictionary<PlannedVariant, SessionEffects> effects = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Ref, Ref, string?), AnswerDifference> differences = [];
    private readonly HashSet<PlannedVariant> oldVariants = new(old.Variants, ReferenceEqualityComparer.Instance);

    // A credential that only one version has is a change of its own.
    private readonly HashSet<string> common = names.Credentials.Select(credential => credential.New.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Two variants that answer the same request.</summary>
    /// <param name="method">The method of the request; null if it can be any other than those that rules name.</param>
    public AnswerPair Pair(PlannedVariant before, PlannedVariant after, string? method, CallerStates caller, TargetStates target) =>
        new(before, after, Between(before, after, method), EffectsOf(before), EffectsOf(after), caller, target);

    /// <summary>Whether both answer alike, and do the same to sessions.</summary>
    public bool AreEqual(PlannedVariant before, PlannedVariant after, string? method) =>
        Between(before, after, method).IsEmpty && EffectsOf(before) == EffectsOf(after);

    /// <summary>Whether both answer with the same status, and do the same to sessions.</summary>
    public bool HaveSameOutcome(PlannedVariant one, PlannedVariant other) =>
        !Between(one, other, null).HasOtherStatus && EffectsOf(one) == EffectsOf(other);

    /// <summary>The difference of two variants, of the same side or not.</summary>
    public AnswerDifference Between(PlannedVariant one, PlannedVariant other, string? method)
    {
        var repeated = AnswerTemplate.RepeatsMethod(one) || AnswerTemplate.RepeatsMethod(other) ? method : null;
        var key = (new Ref(one), new Ref(other), repeated);
        if (differences.TryGetValue(key, out var known))
            return known;
        var volatileParts = one.Variant.Volatile.Concat(other.Variant.Volatile).ToValueList();
        return differences[key] = AnswerDifference.Between(TemplateOf(one, repeated), TemplateOf(other, repeated), volatileParts);
    }

    private AnswerTemplate TemplateOf(PlannedVariant variant, string? method)
    {
        var key = (new Ref(variant), method);
        if (!templates.TryGetValue(key, out var template))
            templates[key] = template = AnswerTemplate.Of(variant, method, IsOld(variant) ? names.InNew : static name => name);
        return template;
    }

    private SessionEffects EffectsOf(PlannedVariant variant)
    {
        if (!effects.TryGetValue(variant, out var found))
        {
            var all = IsOld(variant) ? SessionEffects.Of(variant, old, names.InNew) : SessionEffects.Of(variant, @new, static name => name);
            effects[variant] = found = all with { Caller = all.Caller.Where(value => common.Contains(value.Value)).ToValueList() };
        }

        return found;
    }

    private bool IsOld(PlannedVariant variant) => oldVariants.Contains(variant);

    private readonly record struct Ref(PlannedVariant Variant)
    {
        public bool Equals(Ref other) => ReferenceEquals(Variant, other.Variant);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Variant);
    }
}
