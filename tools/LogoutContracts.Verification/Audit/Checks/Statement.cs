using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>What a contract says about one requirement, without anybody being asked.</summary>
/// <param name="Requirement">A few words, the same for all contracts.</param>
/// <param name="Text">A sentence about this contract; empty where it is as it should be.</param>
/// <param name="Basis">Why the contract is believed in this; null where it says nothing.</param>
/// <param name="At">Where in the spec; null: nowhere in particular.</param>
public sealed record Statement(string Requirement, RequirementStatus Merit, string Text, BasisKind? Basis, Position? At)
{
    public static Statement NotStated(string requirement, string text) => new(requirement, RequirementStatus.NotStated, text, null, null);

    /// <summary>What a variant's status says. What is only assumed is not stated.</summary>
    /// <param name="text">A sentence for where it is not as it should be, or assumed.</param>
    internal static Statement Of(string requirement, bool isMet, string text, PlannedVariant variant) =>
        Of(requirement, isMet, text, variant, variant.Variant.Basis.Status);

    internal static Statement Of(string requirement, bool isMet, string text, PlannedVariant variant, BasisPart? basis)
    {
        var merit = basis is null or { Kind: BasisKind.Assumption } ? RequirementStatus.NotStated : isMet ? RequirementStatus.Met
            : RequirementStatus.NotMet;
        return new(requirement, merit, merit == RequirementStatus.Met ? "" : text, basis?.Kind, variant.Variant.At);
    }
}

public enum RequirementStatus
{
    Met,

    /// <summary>Nobody says, or the contract assumes it.</summary>
    NotStated,

    NotMet,
}
