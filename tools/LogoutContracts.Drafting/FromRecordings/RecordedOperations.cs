using LogoutContracts.Drafting.Detection;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Drafting.Recording;

namespace LogoutContracts.Drafting.FromRecordings;

/// <summary>Finds the operations of an OpenAPI file that were recorded.</summary>
internal sealed class RecordedOperations(CallRecording recording, ApiDocument document)
{
    /// <summary>What the recording shows about the file.</summary>
    /// <exception cref="RecordingException">The file does not have the login.</exception>
    public Observations Observe()
    {
        var login = Of(recording.Login.Login) ?? throw new RecordingException(
            $"its login, {recording.LoginName}, is not an operation of the OpenAPI file; use the files of the same API");
        var called = recording.Exchanges.Where(recording.Login.Authenticates).Select(Of).OfType<ApiOperation>().Distinct().ToList();
        var credentials = recording.Login.Credentials.Select(credential => CredentialOf(credential, login));
        return new(login, called, [.. credentials], Read, [.. Doubts]);
    }

    /// <summary>The operation with the method and the path of an exchange, whatever precedes the path; null if there is none.</summary>
    public ApiOperation? Of(Exchange exchange) => document.Operations
        .Where(operation => string.Equals(operation.Method, exchange.Method, StringComparison.Ordinal)
            && IsEnd(Segments(operation.Path), Segments(exchange.Path)))
        .OrderByDescending(operation => Segments(operation.Path).Length).ThenBy(operation => operation.PathParameters.Count())
        .FirstOrDefault();

    private IEnumerable<string> Doubts => recording.LoginValues.Where(value => Of(value.Call) is null)
        .Select(value =>
            $"Which operation gives '{value.Name}', which the login sends? It was {value.Call.Method} {value.Call.Path}, which the file " +
            "does not have.")
        .Concat(recording.DoubtsAbout([recording.Login.Login]))
        .Concat(recording.ClientMethodOf(recording.Login.Login) is { } method
            ? [$"Which OAuth client sends the requests? Add it to 'clients', and 'client: [{method}]' to 'x-session'."]
            : []);

    private ObservedReading? Read(ApiOperation logout)
    {
        var read = recording.Exchanges.Where(exchange => exchange.Status < 400 && Of(exchange) == logout).Select(recording.ReadsInBody)
            .OfType<NamedPlace>().FirstOrDefault();
        return read is null ? null
            : new(recording.Login.Credentials.First(each => each.Name.Equals(read.Name, StringComparison.Ordinal)).From, read.From);
    }

    private DraftCredential CredentialOf(RecordedCredential credential, ApiOperation login)
    {
        var name = credential.From.Split('.', 3) is [_, "cookie" or "header", var place] ? place : credential.Name;
        var opened = new OpenedValue(name, credential.From, login.At);
        var cookie = opened.IsCookie ? recording.Login.Login.CookieAttributes(name) : "";
        return new(
            credential.Name, credential.Carrier is { } carrier ? [carrier.Of(credential.Name)] : [], opened, null)
        {
            Format = credential.Format,
            IsPerUser = credential.IsPerUser,
            CookieAttributes = cookie,
        };
    }

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsEnd(string[] template, string[] path) => template.Length <= path.Length
        && template.Zip(path.TakeLast(template.Length)).All(pair => pair.First.Contains('{', StringComparison.Ordinal)
            || string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
}
