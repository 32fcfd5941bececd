namespace LogoutContracts.Verification.Judging.Liveness;

/// <summary>Whether a session is live, judged by the probe's answer.</summary>
internal enum SessionLife
{
    Live,
    Dead,

    /// <summary>The answer does not tell, as with a server error or a rate limit.</summary>
    Unclear,
}
