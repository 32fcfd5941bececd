using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Drafting.Writing;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Recording;

/// <summary>Writes a spec from a recording.</summary>
internal sealed class RecordedContract
{
    private const string User = "jane";
    private const string Password = "example-password";
    private const string WrongPassword = "another-password";

    private readonly CallRecording recording;
    private readonly DraftFinding finding;
    private readonly IReadOnlyList<StatedExchange> timeline;
    private readonly List<string> questions;
    private readonly string source;
    private JsonObject? users;
    private JsonObject? values;

    private RecordedContract(CallRecording recording, DraftFinding finding)
    {
        (this.recording, this.finding) = (recording, finding);
        timeline = Timeline.Of(recording.Exchanges, recording.Login.Credentials, exchange => IsOf(exchange, finding.Logout));
        source = $"{recording.Login.Login.Origin}, {recording.Login.Login.Date}";
        questions = [.. finding.RoleQuestions, .. recording.Doubts];
    }

    public static (JsonObject Spec, IReadOnlyList<string> Questions) Of(CallRecording recording, DraftFinding finding, string id, int port)
    {
        var contract = new RecordedContract(recording, finding);
        return (contract.Spec(id, port), contract.questions);
    }

    private JsonObject Spec(string id, int port)
    {
        var paths = new JsonObject();
        AddPreparation(paths);
        Put(paths, finding.Login!, LoginOperation());
        Put(paths, finding.Probe, Guarded(finding.Probe, "probe", "dead", "live", isLogout: false));
        Put(paths, finding.Logout, Guarded(finding.Logout, "logout", "refused", "session-ended", isLogout: true));
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = $"{recording.Login.Login.Url.Host}: logout", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = $"http://127.0.0.1:{port}" }),
            ["x-contract"] = Contract(id, port),
            ["paths"] = paths,
        };
    }

    private JsonObject Contract(string id, int port)
    {
        var credentials = new JsonObject();
        foreach (var credential in recording.Login.Credentials)
        {
            var fields = new JsonObject();
            if (credential.IsPerUser)
                fields["scope"] = "user";
            fields["format"] = credential.Format;
            if (credential.Carrier is { } carrier)
                fields["carriers"] = new JsonArray(carrier.Of(credential.Name));
            credentials[credential.Name] = fields;
        }

        var contract = new JsonObject { ["id"] = id, ["port"] = port };
        if (users is not null)
            contract["users"] = users;
        contract["session"] = new JsonObject
        {
            ["credentials"] = credentials,
            ["values"] = values?.DeepClone(),
            ["probe"] = new JsonObject { ["operation"] = "probe", ["live"] = "live", ["dead"] = "dead" },
        };
        if (values is null)
            ((JsonObject)contract["session"]!).Remove("values");
        if (questions.Count > 0)
            contract["questions"] = new JsonArray([.. questions.Select(JsonNode (question) => question)]);
        return contract;
    }

    /// <summary>The calls whose answers have values that the login sends, such as a login token.</summary>
    private void AddPreparation(JsonObject paths)
    {
        foreach (var call in recording.LoginValues.GroupBy(value => value.Call))
        {
            var (answers, gives) = (new RecordedAnswers(recording.Secrets, source), new JsonObject());
            foreach (var value in call)
            {
                gives[value.Name] = value.From;
                (values ??= [])[value.Name] = new JsonObject { ["format"] = ValueFormat.Of([value.Text]) };
            }

            answers.Add(
                "given", "Gives what the login sends.", null, call.Key, null, isShape: true,
                call.ToDictionary(value => value.From["$response.body#".Length..], value =>
                    $"{{fresh.{value.Name}}}", StringComparer.Ordinal));
            paths[call.Key.Path] ??= new JsonObject();
            paths[call.Key.Path]![call.Key.Method.ToLowerInvariant()] = Completed(
                Operation("prepareLogin", "Prepare a login", new() { ["gives"] = gives }, call.Key, null), answers);
        }
    }

    private JsonObject LoginOperation()
    {
        var login = recording.Login.Login;
        var answers = new RecordedAnswers(recording.Secrets, source);
        var inputs = LoginInputs.Of(finding.Login!);
        AddMalformed(answers, login, null);
        var session = new JsonObject
        {
            ["opens"] = new JsonObject(recording.Login.Credentials.Select(
                credential => KeyValuePair.Create(credential.Name, (JsonNode?)credential.From))),
        };
        var operation = Operation("login", "Log in", session, login, inputs);
        if (inputs is not null)
        {
            session["user"] = $"$request.body#{inputs.User}";
            session["password"] = $"$request.body#{inputs.Secret}";
            var refused = recording.Exchanges.FirstOrDefault(other => SessionFlow.IsSame(other, login) && other.Status is >= 400 and < 500
                && inputs.In(BodyJson.Of(other.RequestBody, other.RequestType)) is not null);
            if (refused is not null && ExampleBody(login, inputs) is { } body)
            {
                users = new() { [User] = new JsonObject { ["password"] = Password } };
                answers.Add(
                    "wrong-password", "An unknown user or a wrong password opens no session.",
                    new()
                    {
                        ["match"] = new JsonObject { ["user"] = "unknown" },
                        ["send"] = new JsonObject { ["body"] = AnswerDraft.With(body, inputs.Secret, WrongPassword) },
                    },
                    refused, null, isShape: false);
            }
        }

        answers.Add(
            "logged-in", "A login opens a session.", null, login, new() { ["opened"] = "active" }, isShape: true, Placeholders(),
                Headers(login));
        return Completed(operation, answers);
    }

    private Dictionary<string, string> Placeholders() => recording.Login.Credentials
        .Where(credential => credential.From.StartsWith("$response.body#", StringComparison.Ordinal))
        .ToDictionary(credential => credential.From["$response.body#".Length..], credential =>
        $"{{opened.{credential.Name}}}", StringComparer.Ordinal);

    private JsonObject? Headers(Exchange login)
    {
        var headers = new JsonObject();
        foreach (var credential in recording.Login.Credentials)
        {
            var placeholder = $"{{opened.{credential.Name}}}";
            if (credential.From.StartsWith("$response.header.", StringComparison.Ordinal))
                headers[credential.From["$response.header.".Length..]] = placeholder;
            else if (credential.From.StartsWith("$response.cookie.", StringComparison.Ordinal))
                Append(headers, $"{credential.From["$response.cookie.".Length..]}={placeholder}{Attributes(login, credential.From)}");
        }

        return headers.Count > 0 ? headers : null;
    }

    private static void Append(JsonObject headers, string cookie)
    {
        if (headers["Set-Cookie"] is JsonArray several)
            several.Add((JsonNode)cookie);
        else if (headers["Set-Cookie"] is { } one)
            headers["Set-Cookie"] = new JsonArray(one.GetValue<string>(), cookie);
        else
            headers["Set-Cookie"] = cookie;
    }

    /// <summary>The recorded attributes that restrict where a cookie goes.</summary>
    private static string Attributes(Exchange login, string from)
    {
        var cookie = login.ResponseValues("Set-Cookie").First(cookie =>
            cookie.StartsWith($"{from["$response.cookie.".Length..]}=", StringComparison.Ordinal));
        var kept = cookie.Split(';').Skip(1).Select(attribute => attribute.Trim()).Where(attribute =>
            attribute.Split('=')[0].ToUpperInvariant() is "PATH" or "HTTPONLY" or "SECURE" or "SAMESITE");
        return string.Concat(kept.Select(attribute => $"; {attribute}"));
    }

    /// <summary>The probe or the logout: an answer for a live session, and those for others.</summary>
    private JsonObject Guarded(ApiOperation found, string id, string dead, string live, bool isLogout)
    {
        var all = timeline.Where(each => IsOf(each.Exchange, found)).ToList();
        var active = all.Find(each => each.Caller is "active" && each.Exchange.Status < 400)?.Exchange ?? throw new RecordingException(
            $"it has no successful {found.Name} with the session that {recording.LoginName} opened; record it after the login");
        var session = isLogout ? new JsonObject { ["ends"] = "caller" } : null;
        if (isLogout && recording.ReadsInBody(active) is { } read)
            session!["caller"] = new JsonObject { [read.Name] = read.From };
        var answers = new RecordedAnswers(recording.Secrets, source);
        AddDead(answers, all, active, dead, isLogout);
        AddMalformed(answers, active, new() { ["given"] = new JsonObject { ["caller"] = "active" } });
        answers.Add(
            live, isLogout ? "The logout ends the session." : "With a live session, the request succeeds.",
            new() { ["given"] = new JsonObject { ["caller"] = "active" } }, active,
            isLogout ? new() { ["caller"] = "ended" } : null, isShape: !isLogout);
        return Completed(Operation(id, isLogout ? "Log out" : "Tell a live session from a dead one", session, active, null), answers);
    }

    /// <summary>Every server that reads JSON has an answer to a text that is not JSON.</summary>
    private static void AddMalformed(RecordedAnswers answers, Exchange request, JsonObject? rule)
    {
        if (!MediaType.IsJson(request.RequestType))
            return;
        rule ??= [];
        rule["match"] = new JsonObject { ["body"] = "malformed" };
        rule["send"] = new JsonObject { ["raw"] = "{" };
        answers.AddAssumed("malformed-json", "A body that is not JSON is refused.", rule, 400, "not recorded");
    }

    private void AddDead(RecordedAnswers answers, List<StatedExchange> all, Exchange live, string name, bool isLogout)
    {
        string[] states = recording.Login.Credentials.Count(credential => credential.Carrier is not null) > 1
            ? ["ended", "unknown", "absent", "partial"] : ["ended", "unknown", "absent"];
        var recorded = states.Select(state => all.Find(each => string.Equals(each.Caller, state, StringComparison.Ordinal))?.Exchange)
            .Zip(states).Where(each => each.First is not null && (isLogout || !IsSameAnswer(each.First, live))).ToList();
        foreach (var group in recorded.GroupBy(each => (each.First!.Status, each.First.ResponseBody)))
        {
            var which = group.Select(each => each.Second).ToList();
            answers.Add(
                string.Equals(which[0], recorded[0].Second, StringComparison.Ordinal) ? name
                    : $"{name}-{which[0]}", $"With {Listed(which)}, the request is refused.",
                RuleOf(which), group.First().First!, null, isShape: false);
        }

        var rest = states.Except(recorded.Select(each => each.Second), StringComparer.Ordinal).ToList();
        if (rest.Count == 0)
            return;
        if (recorded.Count > 0)
        {
            answers.Add(
                $"{name}-otherwise", $"With {Listed(rest)}, the answer is the same.", RuleOf(rest), recorded[0].First!, null,
                    isShape: false,
                assumption: "not recorded");
            return;
        }

        answers.AddAssumed(name, "Without a live session, the request is refused.", RuleOf(rest), 401, "not recorded");
        questions.Add(isLogout
            ? "How does the logout answer without a live session? The recording does not say; repeat the logout after it."
            : "How does the probe answer after the logout? The recording does not show it refused; repeat the probe after the logout.");
    }

    private static string Listed(List<string> states) => string.Join(" or ", states.Select(state => state switch
    {
        "ended" => "an ended session",
        "unknown" => "an unknown session",
        "partial" => "a part of the credentials",
        _ => "no credential",
    }));

    private static bool IsSameAnswer(Exchange one, Exchange other) =>
        one.Status == other.Status && string.Equals(one.ResponseBody, other.ResponseBody, StringComparison.Ordinal);

    private static JsonObject RuleOf(List<string> states) => new()
    {
        ["given"] = new JsonObject { ["caller"] = states[0] },
        ["match"] = new JsonObject { ["caller"] = new JsonArray([.. states.Select(JsonNode (state) => state)]) },
    };

    private JsonObject Operation(string id, string summary, JsonObject? session, Exchange request, LoginInputs? inputs)
    {
        var operation = new JsonObject { ["operationId"] = id, ["summary"] = summary };
        if (session is not null)
            operation["x-session"] = session;
        if (Send(request) is { Count: > 0 } send)
            operation["x-send"] = send;
        if (request.RequestBody.Length > 0)
        {
            operation["requestBody"] = new JsonObject
            {
                ["content"] = new JsonObject
                {
                    [MediaType.Essence(request.RequestType)] = new JsonObject { ["example"] = ExampleBody(request, inputs) },
                },
            };
        }

        return operation;
    }

    /// <summary>The headers and query parameters of a request that are not those of its session.</summary>
    private JsonObject Send(Exchange request)
    {
        var send = new JsonObject();
        var query = request.Query.Where(query => !recording.IsCarrier("query", query.Name))
            .DistinctBy(query => query.Name, StringComparer.Ordinal).ToList();
        if (query.Count > 0)
        {
            send["query"] = new JsonObject(query.Select(each => KeyValuePair.Create(each.Name, (JsonNode?)(
                Secrets.IsSecretName(each.Name) ? "text" : new SafeBody(recording.Secrets).Copy(each.Text)))));
        }

        if (recording.HeadersToSend(request) is { Count: > 0 } headers)
            send["headers"] = headers;
        return send;
    }

    private JsonNode? ExampleBody(Exchange request, LoginInputs? inputs)
    {
        var fixedTexts = inputs is null ? new Dictionary<string, string>(StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal) { [inputs.User] = User, [inputs.Secret] = Password };
        foreach (var value in ReferenceEquals(request, recording.Login.Login) ? recording.LoginValues : [])
            fixedTexts[value.At] = $"{{fresh.{value.Name}}}";
        return BodyJson.Of(request.RequestBody, request.RequestType) is { } body
            ? new SafeBody(recording.Secrets).Copy(body, fixedTexts)
            : JsonValue.Create(new SafeBody(recording.Secrets).Copy(request.RequestBody));
    }

    private static JsonObject Completed(JsonObject operation, RecordedAnswers answers)
    {
        operation["responses"] = answers.Responses;
        operation["x-variants"] = answers.Variants;
        return operation;
    }

    private static void Put(JsonObject paths, ApiOperation found, JsonObject operation)
    {
        paths[found.Path] ??= new JsonObject();
        paths[found.Path]![found.Method.ToLowerInvariant()] = operation;
    }

    private static bool IsOf(Exchange exchange, ApiOperation operation) =>
        string.Equals(exchange.Method, operation.Method, StringComparison.Ordinal)
        && string.Equals(exchange.Path, operation.Path, StringComparison.Ordinal);
}
