using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace LogoutContracts.AdminClient;

internal sealed record SessionToOpen(string Contract, string? User, string? Kind);

internal sealed record SessionToChange(string Contract, string Credential);

internal sealed record ClockAdvance(TimeSpan By);

internal sealed record AnswerToForce(
    string Contract, string? Operation, string? Variant, int? Next, int? Every, double? Share, int? Seed, int? Status = null,
    IReadOnlyDictionary<string, string>? Headers = null, string? Body = null);

internal sealed record FaultToAdd(
    string Contract, string? Operation, FaultKind Kind, TimeSpan? By, FaultTiming? Timing, int? Next, int? Every, double? Share, int? Seed);

/// <summary>Source-generated serializers for all requests and replies.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Iso8601Converter), typeof(WordConverter<SessionState>), typeof(WordConverter<FaultKind>),
        typeof(WordConverter<FaultTiming>)])]
[JsonSerializable(typeof(ServerStatus))]
[JsonSerializable(typeof(IReadOnlyList<MockedContract>))]
[JsonSerializable(typeof(IReadOnlyList<MockedVariant>))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(SessionToOpen))]
[JsonSerializable(typeof(OpenedSession))]
[JsonSerializable(typeof(SessionToChange))]
[JsonSerializable(typeof(ChangedSession))]
[JsonSerializable(typeof(ClockReading))]
[JsonSerializable(typeof(ClockAdvance))]
[JsonSerializable(typeof(AnswerToForce))]
[JsonSerializable(typeof(IReadOnlyList<ForcedAnswer>))]
[JsonSerializable(typeof(FaultToAdd))]
[JsonSerializable(typeof(IReadOnlyList<AddedFault>))]
[JsonSerializable(typeof(JournalPage))]
[JsonSerializable(typeof(JournalCount))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class AdminJson : JsonSerializerContext;

/// <summary>Converts ISO 8601 durations such as PT10M.</summary>
internal sealed class Iso8601Converter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return XmlConvert.ToTimeSpan(reader.GetString() ?? "");
        }
        catch (FormatException e)
        {
            throw new JsonException("Not an ISO 8601 duration.", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(XmlConvert.ToString(value));
}

/// <summary>Converts enums to and from kebab-case.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
