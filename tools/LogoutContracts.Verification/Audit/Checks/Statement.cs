using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>What a contract says about one requirement.</summary>
/// <param name="Requirement">The requirement in a few words, the same for all contracts.</param>
/// <param name="Merit">Whether the contract meets it.</param>
/// <param name="Text">A sentence about this contract; empty if the requirement is met.</param>
/// <param name="Basis">What the contract's statement rests on; null if the contract says nothing.</param>
/// <param name="At">The place in the spec; null if there is none.</param>
public sealed record Statement(string Requirement, RequirementStatus Merit, string Text, BasisKind? Basis, Position? At)
{
    /// <summary>For a requirement that the contract does not mention.</summary>
    public static Statement NotStated(string requirement, string text) => new(requirement, RequirementStatus.NotStated, text, null, null);

    /// <summary>A statement that rests on a variant's status. An assumption counts as not stated.</summary>
    /// <param name="text">The sentence for a requirement that is not met, or is only assumed to be.</param>
    internal static Statement Of(string requirement, bool isMet, string text, PlannedVariant variant) =>
        Of(requirement, isMet, text, variant, variant.Variant.Basis.Status);

    internal static Statement Of(string requirement, bool isMet, string text, PlannedVariant variant, BasisPart? basis)
    {
        var merit = basis is null or { Kind: BasisKind.Assumption } ? RequirementStatus.NotStated : isMet ? RequirementStatus.Met
            : RequirementStatus.NotMet;
        return new(requirement, merit, merit == RequirementStatus.Met ? "" : text, basis?.Kind, variant.Variant.At);
    }
}

/// <summary>Whether a contract meets a requirement.</summary>
public enum RequirementStatus
{
    /// <summary>The contract states behavior that meets the requirement.</summary>
    Met,

    /// <summary>The contract says nothing about the requirement, or only assumes it.</summary>
    NotStated,

    /// <summary>The contract states behavior that violates the requirement.</summary>
    NotMet,
}
