using System.Globalization;
using LogoutContracts.Diffing.Answers;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Kinds;

/// <summary>The variants that answer one request in two versions of a contract.</summary>
/// <param name="Caller">The state of the caller.</param>
/// <param name="Target">The state of the session that the request names.</param>
internal sealed record AnswerPair(
    PlannedVariant Old, PlannedVariant New, AnswerDifference Answers, SessionEffects OldEffects, SessionEffects NewEffects,
    CallerStates Caller, TargetStates Target)
{
    /// <summary>Whether the request proves nothing and was refused for it, and is now answered as if it proved a live session.</summary>
    public bool IsAcceptedNow { get; init; }

    public bool WasSuccess => IsSuccess(Answers.OldStatus);

    public bool IsSuccessNow => IsSuccess(Answers.NewStatus);

    /// <summary>Whether the caller's session can still be ended.</summary>
    public bool HasLiveCaller => (Caller & (CallerStates.Active | CallerStates.Superseded)) != 0;

    /// <summary>Whether the session that the request names can still be ended.</summary>
    public bool HasLiveTarget =>
        (Target & (TargetStates.OwnActive | TargetStates.Foreign | TargetStates.OwnSuperseded | TargetStates.Self)) != 0;

    public bool WasStatusAssumed => IsAssumed(Old.Variant.Basis.Status);

    public bool WasAssumed(PartDifference part) => IsAssumed(part.IsInBody ? Old.Variant.Basis.Body : Old.Variant.Basis.Headers);

    /// <summary>Both statuses, in words.</summary>
    public string Statuses => $"{Status(Answers.OldStatus)} becomes {Status(Answers.NewStatus)}";

    private static bool IsSuccess(int status) => status is > 0 and < 400;

    private static bool IsAssumed(BasisPart? basis) => basis is { Kind: BasisKind.Assumption };

    private static string Status(int status) => status == 0 ? "a refused handshake" : status.ToString(CultureInfo.InvariantCulture);
}
