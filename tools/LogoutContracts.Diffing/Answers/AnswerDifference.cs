using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Answers;

/// <summary>What differs between two answers, apart from what they do to sessions.</summary>
internal sealed record AnswerDifference(int OldStatus, int NewStatus, ValueList<PartDifference> Parts)
{
    public bool HasOtherStatus => OldStatus != NewStatus;

    public bool IsEmpty => !HasOtherStatus && Parts.Count == 0;

    /// <param name="volatileParts">The parts that may vary, in either version.</param>
    public static AnswerDifference Between(AnswerTemplate old, AnswerTemplate @new, ValueList<VolatilePart> volatileParts) => new(
        old.Status, @new.Status,
        HeaderDifferences.Between(old, @new).Concat(BodyDifferences.Between(old, @new, volatileParts)).ToValueList());

    /// <summary>Whether a client would take both for the same answer: same status, and the same parts in the body.</summary>
    public bool LooksAlike => !HasOtherStatus
        && !Parts.Any(part => part.IsInBody && part.Change is not (PartChange.Text or PartChange.Value));
}
