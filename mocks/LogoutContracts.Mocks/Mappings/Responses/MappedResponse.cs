using LogoutContracts.Mocks.Mappings.Templates;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Responses;

/// <summary>The answer of a mapping.</summary>
/// <param name="Reason">The reason phrase of the status line; null for the usual one.</param>
/// <param name="Headers">In the order of sending; a repeated header appears several times.</param>
/// <param name="Fault">What happens instead of the answer; null for the answer.</param>
public sealed record MappedResponse(
    int Status, string? Reason, ValueList<MappedHeader> Headers, MappedBody Body, ResponseDelay? Delay, MappedFault? Fault)
{
    /// <summary>Sends the body in parts; null to send it at once.</summary>
    public DribbleDelay? Dribble { get; init; }
}

/// <summary>A header of an answer.</summary>
/// <param name="Template">Null if the value has no placeholders.</param>
public sealed record MappedHeader(string Name, string Value, ResponseTemplate? Template);

/// <summary>The body of an answer.</summary>
/// <param name="Bytes">Encoded in advance.</param>
/// <param name="Template">Null if the body has no placeholders.</param>
public sealed record MappedBody(ReadOnlyMemory<byte> Bytes, ResponseTemplate? Template)
{
    public static MappedBody Empty { get; } = new(ReadOnlyMemory<byte>.Empty, null);
}

/// <summary>What happens instead of an answer, as WireMock names it.</summary>
public enum MappedFault
{
    /// <summary>The connection is closed without an answer.</summary>
    EmptyResponse,

    /// <summary>Status 200 and a chunk that is not one; then the connection is closed.</summary>
    MalformedResponseChunk,

    /// <summary>Bytes that are not HTTP; then the connection is closed.</summary>
    RandomDataThenClose,

    /// <summary>The connection is reset (TCP RST).</summary>
    ConnectionResetByPeer,
}
