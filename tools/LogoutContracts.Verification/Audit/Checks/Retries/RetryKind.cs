namespace LogoutContracts.Verification.Audit.Checks.Retries;

/// <summary>How a form of a request relates to the contract, which decides what it means if a live token works in it.</summary>
internal enum RetryKind
{
    /// <summary>The contract lists the place, and the token is whole: a live one may work.</summary>
    Listed,

    /// <summary>The token is in a place that the contract does not list.</summary>
    Unlisted,

    /// <summary>The token is in the query, where logs and histories keep it.</summary>
    Query,

    /// <summary>The token was shortened or changed.</summary>
    Altered,
}

internal enum RetryVerdict
{
    /// <summary>The dead token is refused.</summary>
    Passed,

    /// <summary>The dead token works as a live one does.</summary>
    DeadWorks,

    /// <summary>The dead token works, and so does one that was never issued.</summary>
    ValueUnchecked,

    /// <summary>A live token works in a form in which it should not.</summary>
    LiveWorks,

    /// <summary>A live token works in a form that the contract does not list.</summary>
    LiveWorksUnlisted,

    /// <summary>The form means nothing to the target: a live token gets what no token gets.</summary>
    NotApplicable,

    /// <summary>A server error, a time-out or a rate limit.</summary>
    CannotTell,
}
