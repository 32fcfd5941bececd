using System.Text.Json;
using System.Text.Json.Serialization;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Journaling;

/// <summary>
/// All of a journal entry that does not change later, for a store that other servers read. It holds credentials as they were sent, because
/// an entry hides them on read.
/// </summary>
internal sealed record StoredEntry
{
    public required DateTimeOffset At { get; init; }

    /// <summary>From the arrival to the decision.</summary>
    public required TimeSpan Waited { get; init; }

    public required TimeSpan Duration { get; init; }

    public required string Contract { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? Target { get; init; }

    public required string Scheme { get; init; }

    /// <summary>IP address; empty if it is unknown.</summary>
    public required string Client { get; init; }

    /// <summary>Each with its name before its values.</summary>
    public required string[][] Headers { get; init; }

    public required byte[] Body { get; init; }

    public BodyClass? BodyClass { get; init; }

    public string? Operation { get; init; }

    public string? Variant { get; init; }

    public int Status { get; init; }

    public StoredFault? Fault { get; init; }

    public bool IsRaw { get; init; }

    public bool IsForced { get; init; }

    public StoredMiss[]? Nearest { get; init; }

    public CallerStates CallerBefore { get; init; }

    public CallerStates CallerAfter { get; init; }

    public TargetStates TargetBefore { get; init; }

    public TargetStates TargetAfter { get; init; }

    public StoredSession? Caller { get; init; }

    public StoredSession? TargetSession { get; init; }

    public StoredSession? Opened { get; init; }

    /// <summary>Of the mapping that answered.</summary>
    public Guid? Mapping { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StoredEntryJson.Default.StoredEntry);

    public static StoredEntry Parse(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, StoredEntryJson.Default.StoredEntry)!;
}

/// <summary>What a journal entry needs of a session. Its state is not stored.</summary>
/// <param name="CommonName">Of the client certificate that it is bound to; null for any.</param>
/// <param name="Values">In the order of the contract's credentials, then ids.</param>
internal sealed record StoredSession(string User, string? Kind, string? CommonName, string[] Values)
{
    /// <param name="count">How many values a session of the contract has.</param>
    public static StoredSession? Of(Session? session, int count) => session is null ? null : new(
        session.User.Name, session.Kind, session.CommonName, [.. Enumerable.Range(0, count).Select(place => session[place])]);

    public Session ToSession() => new(new(User, Values.Select(static _ => "")), Kind, Values, startsExpired: false, preferred: null)
    {
        CommonName = CommonName,
    };
}

/// <summary>A <see cref="NearMiss"/>.</summary>
internal sealed record StoredMiss(string Operation, string Variant, RulePart[] Parts)
{
    public static StoredMiss Of(NearMiss miss) => new(miss.Operation, miss.Variant, [.. miss.Parts]);

    public NearMiss ToMiss() => new(Operation, Variant, [.. Parts]);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredEntry))]
internal sealed partial class StoredEntryJson : JsonSerializerContext;
