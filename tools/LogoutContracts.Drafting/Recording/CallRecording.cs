using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Drafting.Writing;

namespace LogoutContracts.Drafting.Recording;

/// <summary>The calls of one server in a recording, with the session that they opened.</summary>
public sealed class CallRecording
{
    private const int LongWord = 20;

    private static readonly string[] Standard =
    [
        "host", "connection", "content-type", "content-length", "user-agent", "accept", "accept-encoding", "accept-language", "cookie",
        "authorization", "origin", "referer", "cache-control", "pragma", "dnt", "te", "priority", "if-none-match", "if-modified-since",
    ];

    private CallRecording(IReadOnlyList<Exchange> exchanges, FoundLogin login)
    {
        (Exchanges, Login) = (exchanges, login);
        Secrets = SecretsIn(exchanges);
        foreach (var value in login.Credentials.SelectMany(credential => credential.Values))
            Secrets.Add(value);
    }

    internal IReadOnlyList<Exchange> Exchanges { get; }

    internal FoundLogin Login { get; private set; }

    internal Secrets Secrets { get; }

    /// <summary>What the draft cannot have from the recording.</summary>
    /// <param name="calls">The calls that the contract has.</param>
    internal IReadOnlyList<string> DoubtsAbout(IReadOnlyList<Exchange> calls) =>
        [.. HeaderDoubts, .. calls.SelectMany(ClientDoubts).Concat(calls.SelectMany(ValueDoubts)).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> HeaderDoubts => Exchanges.Where(exchange => SessionFlow.IsSame(exchange, Login.Login)
            || Login.Credentials.Any(credential => credential.Carrier?.In(exchange) is not null))
        .SelectMany(exchange => exchange.RequestHeaders).Where(header => IsCustom(header) && !CanShow(header))
        .Select(header => header.Name).Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(name => $"Does the server need the header {name}? Its recorded value looks secret; if so, add it with 'x-send'.");

    // A server in front of the other one, for example.
    private IEnumerable<string> ClientDoubts(Exchange call) => !IsOAuth && RecordedClient.MethodOf(call) is "client_secret_basic"
        ? [$"Who sends {call.Method} {call.Path} with HTTP Basic authentication? If it is an OAuth client, add it to 'clients'."] : [];

    // What the draft sends in place of a value that it does not understand means nothing to the server.
    private IEnumerable<string> ValueDoubts(Exchange call) => call.Method is "GET" || ReferenceEquals(call, Login.Login) ? []
        : BodyJson.Texts(call.SentJson)
            .Where(text => !Secrets.IsHarmless(text.Text) && !IsCredential(text.Text)
                && !(IsOAuth && RecordedClient.Fields.Contains(text.Name, StringComparer.Ordinal))
                && SessionIdIn(call)?.At.Equals(text.Pointer, StringComparison.Ordinal) is not true)
            .Select(text =>
                $"What does {call.Method} {call.Path} mean by '{text.Name}' in its body? The draft sends a placeholder.");

    private bool IsOAuth => RecordedClient.AsksForTokens(Login.Login);

    private bool IsCredential(string text) => Login.Credentials.Any(credential => credential.Values.Contains(text, StringComparer.Ordinal));

    /// <summary>Reads a HAR file.</summary>
    /// <exception cref="RecordingException">The file is not a HAR, or has no session.</exception>
    public static CallRecording Read(ReadOnlyMemory<byte> utf8)
    {
        var all = HarReader.Read(utf8)
            ?? throw new RecordingException("it is not a recording; expected an HTTP Archive (HAR 1.2), as browsers export it");
        if (HarReader.IsJournal(utf8))
            throw new RecordingException("it is the journal of a mock server, which keeps no answers; expected a recording of a browser");
        if (all.Count == 0)
            throw new RecordingException("it has no calls of an API; record a login, a request that shows the user, and a logout");
        var origins = all.GroupBy(exchange => exchange.Origin, StringComparer.Ordinal).Select(calls => calls.ToList())
            .Select(calls => (calls, Login: SessionFlow.In(calls))).Where(each => each.Login is not null)
            .OrderByDescending(each => each.calls.Count).ToList();
        if (origins.Count > 0)
            return new(origins[0].calls, WithBodyCredentials(origins[0].calls, origins[0].Login!));
        var isSanitized = all.All(exchange => exchange.Cookies.Count == 0 && exchange.RequestHeaders.All(header =>
            !header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)));
        throw new RecordingException(isSanitized
            ? "it has neither cookies nor Authorization headers, which Chrome leaves out by default; in the settings of DevTools, under " +
                "Preferences, Network, turn on 'Allow to generate HAR with sensitive data', and export 'HAR (with sensitive data)'; " +
                "the draft will not contain them"
            : "no answer in it has a value that a later request carries; record the login, too, in the same recording");
    }

    /// <summary>The calls as an OpenAPI file without recorded values, in which operations are searched.</summary>
    public System.Text.Json.JsonElement OpenApi => RecordedDocument.Of(Exchanges, Login);

    /// <summary>The login, as method and path.</summary>
    public string LoginName => $"{Login.Login.Method} {Login.Login.Path}";

    /// <summary>The server and the date of the recording.</summary>
    internal string Source => $"{Login.Login.Origin}, {Login.Login.Date}";

    /// <summary>A login with user and password that was refused; null if there is none.</summary>
    internal Exchange? WrongLogin(LoginInputs? inputs) => Exchanges.FirstOrDefault(other => SessionFlow.IsSame(other, Login.Login)
        && other.Status is >= 400 and < 500 && inputs?.In(other.SentJson) is not null);

    /// <summary>The values in the login's request that earlier answers gave.</summary>
    internal IReadOnlyList<GivenValue> LoginValues => [.. BodyJson.Texts(Login.Login.SentJson)
        .SelectMany(text => Exchanges.TakeWhile(exchange => !ReferenceEquals(exchange, Login.Login))
            .Where(exchange => exchange.Status < 400 && !SessionFlow.IsSame(exchange, Login.Login))
            .SelectMany(exchange =>
            SessionFlow.Emitted(exchange).Where(value => string.Equals(value.Text, text.Text, StringComparison.Ordinal)
                    && value.From.StartsWith("$response.body#", StringComparison.Ordinal))
                .Select(value => new GivenValue(exchange, text.Name, value.From, text.Text, text.Pointer))).Take(1))
        .Where(value => Specs.Model.Template.IsName(value.Name))];

    /// <summary>How the OAuth client of a request authenticates; null if the server is not one of OAuth, or the request has none.</summary>
    internal string? ClientMethodOf(Exchange exchange) => IsOAuth ? RecordedClient.MethodOf(exchange) : null;

    /// <summary>The value in a logout's body that an earlier answer to the session gave; null if there is none.</summary>
    internal GivenValue? SessionIdIn(Exchange logout) => BodyJson.Texts(logout.SentJson)
        .Where(text => text.Text.Length >= SessionFlow.ShortestValue && !IsCredential(text.Text) && Specs.Model.Template.IsName(text.Name)
            && NameWords.Of(text.Name) is [.., "id" or "uuid" or "session" or "sessionid"])
        .SelectMany(text => Exchanges.TakeWhile(exchange => !ReferenceEquals(exchange, logout)).Where(Login.Authenticates)
            .SelectMany(exchange => BodyJson.Places(exchange.ReceivedJson)
                .Where(place => string.Equals(place.Text, text.Text, StringComparison.Ordinal) && IsFirst(place.Pointer))
                .Select(place => new GivenValue(exchange, text.Name, $"$response.body#{place.Pointer}", text.Text, text.Pointer))))
        .FirstOrDefault();

    // Only the first item of a list can be told from the others when the list changes.
    private static bool IsFirst(string pointer) =>
        !pointer.Split('/').Any(key => key is not ("0" or "") && key.All(char.IsAsciiDigit));

    /// <summary>Where a logout reads the credential in its body; null if it reads the carriers.</summary>
    internal NamedPlace? ReadsInBody(Exchange logout)
    {
        if (Login.Credentials.All(credential => credential.Carrier is null || credential.Carrier.In(logout) is not null)
            && Login.Credentials.All(credential => credential.Carrier is not null))
            return null;
        var texts = BodyJson.Texts(logout.SentJson).ToList();
        return Login.Credentials.SelectMany(credential => texts.Where(text => credential.Values.Contains(text.Text, StringComparer.Ordinal))
            .Select(text => new NamedPlace(credential.Name, $"$request.body#{text.Pointer}"))).FirstOrDefault();
    }

    internal bool IsCarrier(string kind, string name) => Login.Credentials.Any(credential =>
        credential.Carrier is { } carrier && string.Equals(carrier.Kind, kind, StringComparison.Ordinal)
            && string.Equals(carrier.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The request headers that may make a difference and are no secret.</summary>
    internal JsonObject HeadersToSend(Exchange request) => new(request.RequestHeaders
        .Where(header => CanShow(header) && (IsCustom(header) || IsAccept(header)))
        .DistinctBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
        .Select(header => KeyValuePair.Create(header.Name, (JsonNode?)header.Text)));

    private static bool IsAccept(NamedText header) => header.Name.Equals("Accept", StringComparison.OrdinalIgnoreCase)
        && header.Text is not ("*/*" or "");

    private bool IsCustom(NamedText header) => !Standard.Contains(header.Name, StringComparer.OrdinalIgnoreCase)
        && !header.Name.StartsWith("sec-", StringComparison.OrdinalIgnoreCase)
        && !header.Name.StartsWith("upgrade", StringComparison.OrdinalIgnoreCase)
        && !IsCarrier("header", header.Name);

    private bool CanShow(NamedText header) => Secrets.IsHarmless(header.Text) && !Secrets.IsSecretName(header.Name)
        && header.Text.Length <= 100
        && header.Text.All(c => c is >= ' ' and <= '~');

    /// <summary>Adds the values of the login's answer that only bodies carry, such as a refresh token.</summary>
    private static FoundLogin WithBodyCredentials(List<Exchange> calls, FoundLogin login)
    {
        var bodies = calls.Where(call => !SessionFlow.IsSame(call, login.Login)
                && NameWords.Of(call.Path).Intersect(["logout", "signout", "logoff", "revoke"], StringComparer.Ordinal).Any())
            .SelectMany(call => BodyJson.Texts(call.SentJson)).Select(text => text.Text)
            .ToHashSet(StringComparer.Ordinal);
        var more = SessionFlow.Emitted(login.Login).Where(value => bodies.Contains(value.Text)
                && login.Credentials.All(known => !string.Equals(known.From, value.From, StringComparison.Ordinal)))
            .Select(value =>
            new RecordedCredential(SessionFlow.NameFor(value.Name), value.From, null, [value.Text]));
        return login with { Credentials = [.. login.Credentials, .. more] };
    }

    private static Secrets SecretsIn(IReadOnlyList<Exchange> exchanges)
    {
        var secrets = new Secrets();
        foreach (var exchange in exchanges)
        {
            foreach (var cookie in exchange.Cookies.Concat(exchange.SetCookies))
                secrets.Add(cookie.Text);
            foreach (var header in exchange.RequestHeaders.Concat(exchange.ResponseHeaders).Where(HoldsSecret))
                secrets.AddHeader(header.Text);
            foreach (var query in exchange.Query.Where(query => Secrets.IsSecretName(query.Name)))
                secrets.Add(query.Text);
            foreach (var (name, text) in BodyJson.AllTexts(exchange.SentJson))
            {
                if (Secrets.IsSecretName(name))
                    secrets.Add(text);
            }

            // In answers, such names also have words as values, such as "code": "expired".
            foreach (var (name, text) in BodyJson.AllTexts(exchange.ReceivedJson))
            {
                if (Secrets.IsSecretName(name) && (text.Any(char.IsAsciiDigit) || text.Length >= LongWord))
                    secrets.Add(text);
            }
        }

        return secrets;
    }

    private static bool HoldsSecret(NamedText header) =>
        Secrets.IsSecretName(header.Name) && !header.Name.EndsWith("Cookie", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A credential and the runtime expression for its place in a request.</summary>
internal sealed record NamedPlace(string Name, string From);

/// <summary>A value in the login's request that an earlier answer gave.</summary>
/// <param name="From">The runtime expression for the answer.</param>
/// <param name="At">The JSON pointer to it in the login's body.</param>
internal sealed record GivenValue(Exchange Call, string Name, string From, string Text, string At);

/// <summary>A recording that no contract can be drafted from. The message says why, and what to do.</summary>
public sealed class RecordingException(string message) : Exception(message);
