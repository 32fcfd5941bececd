using LogoutContracts.Mocks;

namespace LogoutContracts.Verification.Audit;

/// <summary>What an answer to the contract's probe says of the session that asked.</summary>
internal enum Worth
{
    Live,
    Dead,

    /// <summary>An answer that says neither, such as a server error or a rate limit.</summary>
    Unclear,
}

internal static class Worths
{
    private const int RequestTimeout = 408;
    private const int TooManyRequests = 429;

    /// <summary>By the status, where the contract's two answers differ in it; else by the body.</summary>
    public static Worth Of(ReceivedResponse response, MockPlan plan, Func<PlannedVariant, bool> isAsContractHasIt)
    {
        var (live, dead) = (plan.Live.Answer!.Status, plan.Dead.Answer!.Status);
        if (response.Status is >= 500 or RequestTimeout or TooManyRequests)
            return Worth.Unclear;
        if (live != dead)
            return response.Status == live ? Worth.Live : Worth.Dead;
        if (isAsContractHasIt(plan.Live))
            return Worth.Live;
        return isAsContractHasIt(plan.Dead) || response.Status >= 300 ? Worth.Dead : Worth.Unclear;
    }

    /// <summary>The status of an answer from which it follows that the session was not looked at, or not alive.</summary>
    public static bool IsRefused(int status) => status is >= 300 and < 500 and not (RequestTimeout or TooManyRequests);
}
