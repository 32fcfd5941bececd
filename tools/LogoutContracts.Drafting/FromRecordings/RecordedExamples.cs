using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Drafting.Recording;
using LogoutContracts.Drafting.Writing;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.FromRecordings;

/// <summary>Recorded requests and answers as examples for the operations of an OpenAPI file.</summary>
internal sealed class RecordedExamples : IRecordedExamples
{
    // The states in which a caller has no live session, the most telling first.
    private static readonly string[] Dead = ["ended", "unknown", "absent", "partial"];

    private readonly CallRecording recording;
    private readonly DraftFinding finding;
    private readonly RecordedOperations operations;
    private readonly RecordedRequest requests;
    private readonly IReadOnlyList<StatedExchange> timeline;

    public RecordedExamples(CallRecording recording, DraftFinding finding)
    {
        (this.recording, this.finding) = (recording, finding);
        operations = new(recording, finding.Document);
        var given = recording.LoginValues.Where(value => operations.Of(value.Call) is not null).ToList();
        requests = new(recording, given);
        Preparations = [.. given.Select(value => new RecordedPreparation(
            operations.Of(value.Call)!, value.Name, value.From, ValueFormat.Of([value.Text]), value.At))];
        timeline = Timeline.Of(
            recording.Exchanges, recording.Login.Credentials, exchange => operations.Of(exchange) == finding.Logout);
    }

    public IReadOnlyList<RecordedPreparation> Preparations { get; }

    public string Source => recording.Source;

    public RecordedExample? Success(ApiOperation operation) => Successful(operation) is { } exchange
        ? ExampleOf(exchange, isShape: operation != finding.Logout) : null;

    public RecordedExample? Refusal(ApiOperation operation)
    {
        var refused = operation == finding.Login
            ? recording.WrongLogin(LoginInputs.Of(operation))
            : Dead.Select(state => Of(operation).Find(each => string.Equals(each.Caller, state, StringComparison.Ordinal))?.Exchange)
                .FirstOrDefault(exchange => exchange is not null
                    && (operation == finding.Logout || !exchange.HasSameAnswer(Successful(operation))));
        return refused is null ? null : ExampleOf(refused, isShape: false);
    }

    public JsonNode? Body(ApiOperation operation) => Successful(operation) is { RequestBody.Length: > 0 } exchange
        ? requests.Example(exchange, operation == finding.Login ? LoginInputs.Of(operation) : null) : null;

    public JsonObject Send(ApiOperation operation) => Successful(operation) is { } exchange ? requests.Send(exchange) : [];

    private Exchange? Successful(ApiOperation operation) => operation == finding.Login ? recording.Login.Login
        : recording.LoginValues.FirstOrDefault(value => operations.Of(value.Call) == operation) is { } given ? given.Call
        : Of(operation).Find(each => each.Caller is "active" && each.Exchange.Status < 400)?.Exchange;

    private List<StatedExchange> Of(ApiOperation operation) => [.. timeline.Where(each => operations.Of(each.Exchange) == operation)];

    private RecordedExample ExampleOf(Exchange exchange, bool isShape)
    {
        if (exchange.ResponseBody.Length == 0)
            return new(exchange.Status, "", null, isShape);
        var safe = new SafeBody(recording.Secrets, hidesPersons: isShape);
        var json = MediaType.IsJson(exchange.ResponseType) ? exchange.ReceivedJson : null;
        var body = json is null ? JsonValue.Create(safe.Copy(exchange.ResponseBody))
            : safe.Copy(json, new Dictionary<string, string>(StringComparer.Ordinal));
        var type = recording.Secrets.IsHarmless(exchange.ResponseType) && exchange.ResponseType.Length > 0
            ? MediaType.Essence(exchange.ResponseType) : "text/plain";
        return new(exchange.Status, type, body, isShape || safe.Replaced.Count > 0);
    }
}
