using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Responses;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Reads WireMock's response definitions.</summary>
internal sealed class WireMockResponses
{
    private static readonly Dictionary<string, MappedFault> Faults = new(StringComparer.Ordinal)
    {
        ["EMPTY_RESPONSE"] = MappedFault.EmptyResponse,
        ["MALFORMED_RESPONSE_CHUNK"] = MappedFault.MalformedResponseChunk,
        ["RANDOM_DATA_THEN_CLOSE"] = MappedFault.RandomDataThenClose,
        ["CONNECTION_RESET_BY_PEER"] = MappedFault.ConnectionResetByPeer,
    };

    private static readonly BodyFields Bodies = new("body", "jsonBody", "base64Body", "bodyFileName");

    private readonly MappingFields fields;
    private readonly MappingInput input;
    private readonly TemplateSource templates;

    private WireMockResponses(MappingFields fields, MappingInput input)
    {
        (this.fields, this.input) = (fields, input);
        var names = fields.List("transformers");
        foreach (var name in names.Where(name => name.Text is not "response-template"))
            input.Problems.NotOneOf(name, "a transformer", ["response-template"]);
        var parameters = fields.Named("transformerParameters").GroupBy(member => member.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (object?)group.First().Value.Value, StringComparer.Ordinal);
        templates = new(input.Problems, names.Count > 0, parameters);
    }

    /// <param name="response">Null for an empty answer with status 200.</param>
    public static MappedResponse Read(PlacedJson? response, MappingInput input)
    {
        if (response is null)
            return new(200, null, [], MappedBody.Empty, null, null);
        return new WireMockResponses(new(response, "the response", input.Problems, StringComparer.Ordinal), input).Read();
    }

    private MappedResponse Read()
    {
        var status = fields.Whole("status", 200, 999) ?? 200;
        var reason = fields.Text("statusMessage");
        if (reason?.Any(c => c is < ' ' or > '~') is true)
            input.Problems.Malformed(fields.Optional("statusMessage")!, "'statusMessage'", "ASCII text without control characters");
        var headers = HeaderFields.Read(fields.Named("headers"), templates, input.Problems);
        var body = Bodies.Read(fields, templates, input);
        var (delay, dribble) = (Delay(), Dribble());
        var fault = Fault();
        fields.Unsupported(
            "proxyBaseUrl", "additionalProxyRequestHeaders", "removeProxyRequestHeaders", "proxyUrlPrefixToRemove", "fromConfiguredStub");
        fields.RejectOthers();
        return new(status, reason, headers, body, delay, fault) { Dribble = dribble };
    }

    private ResponseDelay? Delay()
    {
        var constant = fields.Whole("fixedDelayMilliseconds", 0, ResponseDelay.Longest);
        if (fields.Object("delayDistribution", "'delayDistribution'") is not { } distribution)
            return constant is { } delay ? new ResponseDelay.Fixed(delay) : null;
        if (constant is not null)
            input.Problems.Conflicting(fields.Value, ["fixedDelayMilliseconds", "delayDistribution"], fields.What);
        ResponseDelay? read = null;
        switch (distribution.Text("type"))
        {
            case "fixed":
                read = new ResponseDelay.Fixed(Needed("milliseconds"));
                break;
            case "uniform":
                read = new ResponseDelay.Uniform(Needed("lower"), Needed("upper"));
                break;
            case "lognormal":
                foreach (var name in (ReadOnlySpan<string>)["median", "sigma"])
                {
                    if (distribution.Optional(name) is null)
                        input.Problems.Missing(distribution.Value, name, distribution.What);
                }

                read = new ResponseDelay.LogNormal(distribution.Number("median") ?? 0, distribution.Number("sigma") ?? 0);
                distribution.Unsupported("maxValue");
                break;
            default:
                if (distribution.Optional("type") is { } type)
                    input.Problems.NotOneOf(type, "the type of 'delayDistribution'", ["fixed", "uniform", "lognormal"]);
                else
                    input.Problems.Missing(distribution.Value, "type", distribution.What);
                return null;
        }

        distribution.RejectOthers();
        return read;

        int Needed(string name)
        {
            if (distribution.Optional(name) is null)
                input.Problems.Missing(distribution.Value, name, distribution.What);
            return distribution.Whole(name, 0, ResponseDelay.Longest) ?? 0;
        }
    }

    private DribbleDelay? Dribble()
    {
        if (fields.Object("chunkedDribbleDelay", "'chunkedDribbleDelay'") is not { } dribble)
            return null;
        foreach (var name in (ReadOnlySpan<string>)["numberOfChunks", "totalDuration"])
        {
            if (dribble.Optional(name) is null)
                input.Problems.Missing(dribble.Value, name, dribble.What);
        }

        var (chunks, duration) = (dribble.Whole("numberOfChunks", 1, 10_000), dribble.Whole("totalDuration", 0, ResponseDelay.Longest));
        var read = new DribbleDelay(chunks ?? 1, duration ?? 0);
        dribble.RejectOthers();
        return read;
    }

    private MappedFault? Fault()
    {
        if (fields.Text("fault") is not { } name)
            return null;
        if (Faults.TryGetValue(name, out var fault))
            return fault;
        input.Problems.NotOneOf(fields.Optional("fault")!, "'fault'", Faults.Keys);
        return null;
    }
}
