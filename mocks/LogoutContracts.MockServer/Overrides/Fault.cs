namespace LogoutContracts.MockServer.Overrides;

/// <summary>Something that goes wrong on the way, whatever the answer would have been.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>All of <see cref="Kind"/>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["delay", "reset", "empty", "truncate", "hang"];

    /// <summary>The word for it in the admin API and in logs.</summary>
    public string Kind => Kinds[this switch
    {
        Delay => 0,
        Reset => 1,
        EmptyReply => 2,
        TruncatedBody => 3,
        _ => 4,
    }];

    /// <summary>The answer comes, but this much later.</summary>
    public sealed record Delay(TimeSpan By) : Fault;

    /// <summary>The connection is reset (TCP RST) before any byte of an answer.</summary>
    public sealed record Reset : Fault;

    /// <summary>The connection is closed in good order, without an answer.</summary>
    public sealed record EmptyReply : Fault;

    /// <summary>The answer's head and the first half of its body, and then the connection is closed.</summary>
    public sealed record TruncatedBody : Fault;

    /// <summary>No answer, until the client gives up.</summary>
    public sealed record Hang : Fault;
}
