namespace LogoutContracts.Verification.Audit.Checks.Retries;

/// <summary>How a form of a request relates to the contract. It decides what it means if a live token works in this form.</summary>
internal enum RetryKind
{
    /// <summary>The contract lists the place, and the token is unchanged: a live one may work.</summary>
    Listed,

    /// <summary>The token is in a place that the contract does not list.</summary>
    Unlisted,

    /// <summary>The token is in the query, which ends up in logs and browser histories.</summary>
    Query,

    /// <summary>The token was shortened or changed.</summary>
    Altered,
}

/// <summary>The result of trying a dead token in one form.</summary>
internal enum RetryVerdict
{
    /// <summary>The dead token is refused.</summary>
    Passed,

    /// <summary>The dead token works like a live one.</summary>
    DeadWorks,

    /// <summary>The dead token works, and so does one that was never issued.</summary>
    ValueUnchecked,

    /// <summary>A live token works in a form in which no token should.</summary>
    LiveWorks,

    /// <summary>A live token works in a form that the contract does not list.</summary>
    LiveWorksUnlisted,

    /// <summary>The target ignores tokens in this form: a live token gets the same answer as no token.</summary>
    NotApplicable,

    /// <summary>A response is a server error, a timeout or a rate limit.</summary>
    CannotTell,
}
