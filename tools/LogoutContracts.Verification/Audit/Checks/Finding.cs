namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>Something that is wrong with the target.</summary>
/// <param name="Text">One or more sentences: what was sent, what came back, what should have come back.</param>
/// <param name="Cause">Findings of several checks with the same cause are reported once.</param>
internal sealed record Finding(string Text, Cause Cause);

internal enum Cause
{
    /// <summary>The check's own.</summary>
    Own,

    /// <summary>The logout ends nothing.</summary>
    LogoutHasNoEffect,

    /// <summary>A logout with a dead token gets a server error.</summary>
    SecondLogoutCrashes,

    /// <summary>A logout with a dead token makes it valid again.</summary>
    SecondLogoutRevives,

    /// <summary>Some requests accept a dead token, and others refuse it.</summary>
    RefusalIsIntermittent,

    /// <summary>A logout with somebody else's certificate ends the session.</summary>
    CertificateIsUnchecked,

    /// <summary>The logout does not ask for what a page of another site cannot send.</summary>
    CrossSiteRequestEnds,

    /// <summary>A user can end the session of another user by its id.</summary>
    ForeignSessionEnds,

    /// <summary>A token is handed out again.</summary>
    TokenIsReissued,

    /// <summary>A refused request ends the session.</summary>
    RefusedRequestEnds,

    /// <summary>The target no longer accepts connections.</summary>
    TargetDied,
}
