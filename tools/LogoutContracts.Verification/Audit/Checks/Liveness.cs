using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>What an answer to the contract's probe says of the session that asked.</summary>
internal enum Liveness
{
    Live,
    Dead,

    /// <summary>An answer that says neither, such as a server error or a rate limit.</summary>
    Unclear,
}

internal static class LivenessReader
{
    private const int RequestTimeout = 408;
    private const int TooManyRequests = 429;

    /// <summary>By the status, where the contract's two answers differ in it; else by the body.</summary>
    public static Liveness Of(ReceivedResponse response, MockPlan plan, Func<PlannedVariant, bool> isAsContractHasIt)
    {
        var (live, dead) = (plan.Live.Answer!.Status, plan.Dead.Answer!.Status);
        if (response.Status is >= 500 or RequestTimeout or TooManyRequests)
            return Liveness.Unclear;
        if (live != dead)
            return response.Status == live ? Liveness.Live : Liveness.Dead;
        if (isAsContractHasIt(plan.Live))
            return Liveness.Live;
        return isAsContractHasIt(plan.Dead) || response.Status >= 300 ? Liveness.Dead : Liveness.Unclear;
    }

    /// <summary>The status of an answer from which it follows that the session was not looked at, or not alive.</summary>
    public static bool IsRefused(int status) => status is >= 300 and < 500 and not (RequestTimeout or TooManyRequests);
}
