using LogoutContracts.Specs.Tokens;

namespace LogoutContracts.Specs.Model;

/// <summary>The state of the session that a request's credentials identify; flags, so that a rule can match several states.</summary>
[Flags]
public enum CallerStates
{
    None = 0,

    /// <summary>The request has no credentials.</summary>
    Absent = 1,

    /// <summary>The request has some but not all of the required credentials.</summary>
    Partial = 2,

    /// <summary>The credentials do not belong to a session: they were never issued, or belong to different sessions.</summary>
    Unknown = 4,

    Active = 8,
    Ended = 16,

    /// <summary>Idle for longer than the contract's timeout.</summary>
    Expired = 32,

    /// <summary>A newer value of the same session has replaced the one that the request has.</summary>
    Superseded = 64,

    Any = 127,

    /// <summary>All states in which the server knows the session.</summary>
    Known = Active | Ended | Expired | Superseded,
}

/// <summary>The session that a request asks to end, relative to the caller; flags, so that a rule can match several states.</summary>
[Flags]
public enum TargetStates
{
    None = 0,

    /// <summary>The request does not name a session.</summary>
    Absent = 1,

    Unknown = 2,

    /// <summary>The caller's own session.</summary>
    Self = 4,

    /// <summary>Another active session of the same user.</summary>
    OwnActive = 8,

    OwnEnded = 16,
    OwnExpired = 32,

    /// <summary>A session of another user.</summary>
    Foreign = 64,

    /// <summary>A newer value of the caller's or another session of the user has replaced the one that names it.</summary>
    OwnSuperseded = 128,

    Any = 255,

    Own = OwnActive | OwnEnded | OwnExpired | OwnSuperseded,
}

/// <summary>The role of a session in a variant.</summary>
public enum Role
{
    Caller,
    Target,
    Other,

    /// <summary>The session that the response opens.</summary>
    Opened,

    /// <summary>Not a session: a value that is generated anew for each response.</summary>
    Fresh,

    /// <summary>The caller's session with the new values that the response gives it.</summary>
    Renewed,

    /// <summary>The session that an item of a <see cref="SessionList"/> stands for.</summary>
    Each,

    /// <summary>Not a session: one of <see cref="LimitValues"/>.</summary>
    Limit,

    /// <summary>Not a session: a part of the request that the answer repeats.</summary>
    Request,

    /// <summary>Not a session: one of <see cref="KeyValues"/>.</summary>
    Keys,
}

/// <summary>The state of one session.</summary>
public enum SessionState
{
    Active,
    /// <summary>Replaced by a newer value of the same session.</summary>
    Superseded,

    Ended,
    Expired,

    /// <summary>The contract does not say.</summary>
    Unspecified,
}

/// <summary>Conditions of the provider that change the response but are not visible in the request.</summary>
[Flags]
public enum ProviderCondition
{
    None = 0,
    ServerError = 1,
    RateLimited = 2,
    Unlicensed = 4,
    Forbidden = 8,

    /// <summary>A development server, whose errors show the program's internals.</summary>
    Debug = 16,
}

/// <summary>What a target must support to run a variant.</summary>
[Flags]
public enum Needs
{
    None = 0,

    /// <summary>TLS with client certificates.</summary>
    Tls = 1,

    /// <summary>A clock that can be advanced, so that tests need not wait for timeouts.</summary>
    Clock = 2,

    /// <summary>A way to reset the server's state.</summary>
    Reset = 4,
}

/// <summary>The client certificate of the connection.</summary>
public enum Certificate
{
    /// <summary>The certificate of the session's user. Over plain HTTP, every request counts as having it.</summary>
    Own,
    None,

    /// <summary>The certificate of another known user; at a login, of a user who may not open such a session.</summary>
    OtherUser,

    /// <summary>A valid certificate whose common name does not belong to any user.</summary>
    Unknown,

    /// <summary>Expired, or not yet valid.</summary>
    Expired,
}

/// <summary>The OAuth client of a request.</summary>
public enum Client
{
    /// <summary>A known client; if the caller's session is known, the one that opened it.</summary>
    Own,

    /// <summary>The request names no client.</summary>
    None,

    /// <summary>An unknown client, or one with a wrong secret.</summary>
    Unknown,

    /// <summary>Another known client than the one that opened the caller's session.</summary>
    Other,
}

/// <summary>How a request authenticates its OAuth client.</summary>
public enum ClientMethod
{
    /// <summary>client_secret_basic: with HTTP Basic authentication.</summary>
    Basic,

    /// <summary>client_secret_post: with client_id and client_secret in a form.</summary>
    Post,

    /// <summary>none: a public client sends only its client_id, in a form.</summary>
    Public,
}
