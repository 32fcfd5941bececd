namespace LogoutContracts.Specs.Model;

/// <summary>What a request's credential is worth; a set, so that a rule can name several.</summary>
[Flags]
public enum CallerStates
{
    None = 0,

    /// <summary>No credential in any carrier.</summary>
    Absent = 1,

    /// <summary>Some of the credentials that are needed, not all.</summary>
    Partial = 2,

    /// <summary>Credentials that prove no session: never handed out, or not belonging together.</summary>
    Unknown = 4,

    Active = 8,
    Ended = 16,

    /// <summary>Idle for longer than the contract's time-out.</summary>
    Expired = 32,

    Any = 63,

    /// <summary>States in which the server knows the session.</summary>
    Known = Active | Ended | Expired,
}

/// <summary>The session that a request names for ending, as seen from its caller.</summary>
[Flags]
public enum TargetStates
{
    None = 0,

    /// <summary>The request names none.</summary>
    Absent = 1,

    Unknown = 2,

    /// <summary>The caller's own session.</summary>
    Self = 4,

    /// <summary>Another session of the same user, live.</summary>
    OwnActive = 8,

    OwnEnded = 16,
    OwnExpired = 32,

    /// <summary>A session of another user.</summary>
    Foreign = 64,

    Any = 127,

    Own = OwnActive | OwnEnded | OwnExpired,
}

/// <summary>A session's part in a variant.</summary>
public enum Role
{
    Caller,
    Target,
    Other,

    /// <summary>The session that the answer opens.</summary>
    Opened,

    /// <summary>No session: a value that is new each time.</summary>
    Fresh,
}

public enum SessionState
{
    Active,
    Ended,
    Expired,

    /// <summary>The contract does not say.</summary>
    Unspecified,
}

/// <summary>What makes a provider answer otherwise than the request alone would.</summary>
public enum ProviderCondition
{
    None,
    ServerError,
    RateLimited,
    Unlicensed,
    Forbidden,
}

[Flags]
public enum Needs
{
    None = 0,

    /// <summary>A connection with TLS and client certificates.</summary>
    Tls = 1,

    /// <summary>A clock that can be moved, as time-outs take too long to wait for.</summary>
    Clock = 2,

    /// <summary>A way to put the server's state back.</summary>
    Reset = 4,
}

/// <summary>The client certificate of the connection.</summary>
public enum Certificate
{
    /// <summary>The one that belongs to the caller; over plain HTTP, every request counts as having it.</summary>
    Own,
    None,

    /// <summary>Of a user that the contract knows, but not of the session's; at a login, not of a user who may open such a session.</summary>
    OtherUser,

    /// <summary>Good as a certificate, but its common name is nobody's.</summary>
    Unknown,

    /// <summary>No longer valid, or not yet.</summary>
    Expired,
}
