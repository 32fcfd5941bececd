using System.Globalization;
using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Responses;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Reads WireMock.Net's responses.</summary>
internal static class NetResponses
{
    private static readonly BodyFields Bodies = new("Body", "BodyAsJson", "BodyAsBytes", "BodyAsFile");

    /// <param name="response">Null for an empty answer with status 200.</param>
    public static MappedResponse Read(PlacedJson? response, MappingInput input)
    {
        if (response is null)
            return new(200, null, [], MappedBody.Empty, null, null);
        var fields = new MappingFields(response, "the response", input.Problems, StringComparer.OrdinalIgnoreCase);
        var templates = new TemplateSource(input.Problems, IsTemplate(fields), new Dictionary<string, object?>(StringComparer.Ordinal));
        var status = Status(fields);
        var headers = HeaderFields.Read(fields.Named("Headers"), templates, input.Problems);
        var body = Bodies.Read(fields, templates, input);
        var delay = Delay(fields);
        var fault = Fault(fields);
        fields.Unsupported(
            "BodyAsJsonIndented", "BodyAsFileIsCached", "BodyEncoding", "HeadersRaw", "TransformerReplaceNodeOptions",
            "UseTransformerForBodyAsFile", "ProxyUrl", "ProxyUrlReplaceSettings", "WebProxy", "X509Certificate2ThumbprintOrSubjectName",
            "BodyAsProtoBuf", "ProtoBufMessageType", "TrailingHeaders");
        fields.Ignore("BodyDestination");
        fields.RejectOthers();
        return new(status, null, headers, body, delay, fault);
    }

    private static bool IsTemplate(MappingFields fields)
    {
        var isOn = fields.Flag("UseTransformer");
        if (fields.Text("TransformerType") is { } type && type is not "Handlebars")
            fields.Problems.NotOneOf(fields.Optional("TransformerType")!, "'TransformerType'", ["Handlebars"]);
        return isOn;
    }

    // A number, or a string with one.
    private static int Status(MappingFields fields)
    {
        if (fields.Optional("StatusCode") is not { } value)
            return 200;
        if (value.Kind == JsonValueKind.Number && value.Value.TryGetInt32(out var number) && number is >= 200 and <= 999)
            return number;
        if (int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and <= 999)
            return status;
        fields.Problems.NotOf(value, "'StatusCode'", "a whole number from 200 to 999");
        return 200;
    }

    private static ResponseDelay? Delay(MappingFields fields)
    {
        var constant = fields.Whole("Delay", 0, ResponseDelay.Longest);
        var (least, most) =
            (fields.Whole("MinimumRandomDelay", 0, ResponseDelay.Longest), fields.Whole("MaximumRandomDelay", 0, ResponseDelay.Longest));
        if (least is not null || most is not null)
            return new ResponseDelay.Uniform(least ?? 0, Math.Max(least ?? 0, most ?? least ?? 0));
        return constant is { } delay ? new ResponseDelay.Fixed(delay) : null;
    }

    private static MappedFault? Fault(MappingFields fields)
    {
        if (fields.Object("Fault", "'Fault'") is not { } fault)
            return null;
        fault.Unsupported("Percentage");
        var type = fault.Text("Type");
        var known = type is "EMPTY_RESPONSE" or "MALFORMED_RESPONSE_CHUNK";
        if (!known && fault.Optional("Type") is { } named)
            fields.Problems.NotOneOf(named, "the type of 'Fault'", ["EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK"]);
        else if (!known)
            fields.Problems.Missing(fault.Value, "Type", fault.What);
        fault.RejectOthers();
        return type is "EMPTY_RESPONSE" ? MappedFault.EmptyResponse : known ? MappedFault.MalformedResponseChunk : null;
    }
}
