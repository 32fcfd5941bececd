namespace LogoutContracts.Verification.Judging.Liveness;

/// <summary>Whether a session is live, according to the probe's answer.</summary>
internal enum SessionLife
{
    Live,
    Dead,

    /// <summary>The answer shows neither, for example a server error or a rate limit.</summary>
    Unclear,
}
