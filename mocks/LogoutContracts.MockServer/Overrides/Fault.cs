namespace LogoutContracts.MockServer.Overrides;

/// <summary>A network fault to inject, regardless of the answer.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>All values of <see cref="Kind"/>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["delay", "reset", "empty", "truncate", "hang"];

    /// <summary>Its name in the admin API and in logs.</summary>
    public string Kind => Kinds[this switch
    {
        Delay => 0,
        Reset => 1,
        EmptyReply => 2,
        TruncatedBody => 3,
        _ => 4,
    }];

    /// <summary>
    /// Whether it strikes before or after the request has opened and ended sessions. By default before, but a body is truncated after.
    /// </summary>
    public FaultTiming Timing { get; init; }

    /// <summary>Whether the client gets no answer at all.</summary>
    internal bool IsSilent => this is Reset or EmptyReply or Hang;

    /// <summary>The answer is delayed.</summary>
    public sealed record Delay(TimeSpan By) : Fault;

    /// <summary>The connection is reset (TCP RST) without an answer.</summary>
    public sealed record Reset : Fault;

    /// <summary>The connection is closed cleanly, without an answer.</summary>
    public sealed record EmptyReply : Fault;

    /// <summary>The connection is closed after the headers and the first half of the body.</summary>
    public sealed record TruncatedBody : Fault
    {
        /// <summary>A truncated answer to a request that has taken effect.</summary>
        public TruncatedBody() => Timing = FaultTiming.AfterEffect;
    }

    /// <summary>No answer until the client gives up.</summary>
    public sealed record Hang : Fault;
}

/// <summary>When a fault strikes.</summary>
public enum FaultTiming
{
    /// <summary>The request changes no existing session. A delayed request changes them after the delay.</summary>
    BeforeEffect,

    /// <summary>The request has opened and ended sessions as usual, but the client does not learn it, or late.</summary>
    AfterEffect,
}
