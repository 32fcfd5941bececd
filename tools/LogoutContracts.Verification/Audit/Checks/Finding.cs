namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>A defect of the target.</summary>
/// <param name="Text">One or more sentences: what was sent, what came back, what should have come back.</param>
/// <param name="Cause">Findings of several checks with the same cause are reported once.</param>
internal sealed record Finding(string Text, Cause Cause);

internal enum Cause
{
    /// <summary>Only this check finds it.</summary>
    Own,

    /// <summary>The logout does not end the session.</summary>
    LogoutHasNoEffect,

    /// <summary>A logout with a dead token gets a server error.</summary>
    SecondLogoutCrashes,

    /// <summary>A logout with a dead token makes it valid again.</summary>
    SecondLogoutRevives,

    /// <summary>Some requests accept a dead token, and others refuse it.</summary>
    RefusalIsIntermittent,

    /// <summary>A logout with another user's certificate ends the session.</summary>
    CertificateIsUnchecked,

    /// <summary>The logout requires nothing that pages of other sites cannot send.</summary>
    CrossSiteRequestEnds,

    /// <summary>A user can end another user's session by its id.</summary>
    ForeignSessionEnds,

    /// <summary>A later login issues a dead token again, or makes it valid again.</summary>
    TokenIsReissued,

    /// <summary>A refused request ends the session.</summary>
    RefusedRequestEnds,

    /// <summary>The target no longer accepts connections.</summary>
    TargetDied,
}
