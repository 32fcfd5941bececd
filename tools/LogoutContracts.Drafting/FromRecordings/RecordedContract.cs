using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Drafting.Recording;
using LogoutContracts.Drafting.Writing;

namespace LogoutContracts.Drafting.FromRecordings;

/// <summary>Writes a spec from a recording.</summary>
internal sealed class RecordedContract
{
    private readonly CallRecording recording;
    private readonly DraftFinding finding;
    private readonly IReadOnlyList<StatedExchange> timeline;
    private readonly string source;
    private readonly RecordedRequest requests;
    private readonly RecordedRefusals refusals;

    // The id in the logout's body that names the session to end; null if it ends the caller's.
    private readonly GivenValue? target;
    private JsonObject? users;
    private JsonObject? values;
    private JsonObject? clients;

    private RecordedContract(CallRecording recording, DraftFinding finding)
    {
        (this.recording, this.finding) = (recording, finding);
        timeline = Timeline.Of(recording.Exchanges, recording.Login.Credentials, exchange => IsOf(exchange, finding.Logout));
        source = recording.Source;
        (requests, refusals) = (new(recording, recording.LoginValues), new(recording));
        target = recording.SessionIdIn(ActiveCall(finding.Logout));
    }

    private IReadOnlyList<string> Questions => [.. finding.RoleQuestions, .. recording.DoubtsAbout(Calls), .. refusals.Questions];

    private IReadOnlyList<Exchange> Calls =>
    [
        recording.Login.Login, ActiveCall(finding.Probe), ActiveCall(finding.Logout), .. recording.LoginValues.Select(value => value.Call),
    ];

    public static (JsonObject Spec, IReadOnlyList<string> Questions) Of(CallRecording recording, DraftFinding finding, string id, int port)
    {
        var contract = new RecordedContract(recording, finding);
        return (contract.Spec(id, port), contract.Questions);
    }

    private JsonObject Spec(string id, int port)
    {
        var paths = new JsonObject();
        AddPreparation(paths);
        Put(paths, finding.Login!, LoginOperation());
        Put(paths, finding.Probe, Guarded(finding.Probe, "probe", "Tell a live session from a dead one", "dead"));
        if (target is not null && !IsOf(target.Call, finding.Probe)
            && finding.Document.Find($"{target.Call.Method} {target.Call.Path}") is { } listing)
            Put(paths, listing, Guarded(listing, "prepareLogout", "Show the id of the session", "refused"));
        Put(paths, finding.Logout, Guarded(finding.Logout, "logout", "Log out", "refused", isLogout: true));
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
        if (clients is not null)
            contract["clients"] = clients;
        var session = new JsonObject { ["credentials"] = credentials };
        if (target is not null)
            session["id"] = new JsonObject { [target.Name] = new JsonObject { ["format"] = ValueFormat.Of([target.Text]) } };
        if (values is not null)
            session["values"] = values;
        session["probe"] = new JsonObject { ["operation"] = "probe", ["live"] = "live", ["dead"] = "dead" };
        contract["session"] = session;
        if (Questions is { Count: > 0 } questions)
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
        RecordedRefusals.AddMalformed(answers, login, null);
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
            var refused = recording.WrongLogin(inputs);
            if (refused is not null && requests.Example(login, inputs) is { } body)
            {
                users = new() { [RecordedRequest.User] = new JsonObject { ["password"] = RecordedRequest.Password } };
                answers.Add(
                    "wrong-password", "An unknown user or a wrong password opens no session.",
                    new()
                    {
                        ["match"] = new JsonObject { ["user"] = "unknown" },
                        ["send"] = new JsonObject { ["body"] = AnswerDraft.With(body, inputs.Secret, RecordedRequest.WrongPassword) },
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
            else if (credential.From.StartsWith("$response.cookie.", StringComparison.Ordinal)
                && credential.From["$response.cookie.".Length..] is var cookie)
                Append(headers, $"{cookie}={placeholder}{login.CookieAttributes(cookie)}");
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

    /// <summary>An operation that needs a session: an answer for a live one, and those for others.</summary>
    private JsonObject Guarded(ApiOperation found, string id, string summary, string dead, bool isLogout = false)
    {
        var all = timeline.Where(each => IsOf(each.Exchange, found)).ToList();
        var active = ActiveCall(found);
        var session = new JsonObject();
        var answers = new RecordedAnswers(recording.Secrets, source);
        refusals.AddDead(answers, all, active, dead, isLogout);
        RecordedRefusals.AddMalformed(answers, active, Active());
        if (!isLogout)
        {
            var placeholders = new Dictionary<string, string>(StringComparer.Ordinal);
            string? list = null;
            if (target is not null && IsOf(target.Call, found))
            {
                session["gives"] = new JsonObject { [target.Name] = target.From };
                var pointer = target.From["$response.body#".Length..];
                list = pointer.Split("/0/", 2) is [var before, _] ? before : null;
                placeholders[pointer] = list is null ? $"{{caller.{target.Name}}}" : $"{{each.{target.Name}}}";
            }

            answers.Add(
                "live", "With a live session, the request succeeds.", Active(), active, null, isShape: true, placeholders, list: list);
        }
        else if (target is null)
        {
            if (recording.ReadsInBody(active) is { } read)
                session["caller"] = new JsonObject { [read.Name] = read.From };
            session["ends"] = "caller";
            answers.Add("session-ended", "The logout ends the session.", Active(), active, Ended("caller"), isShape: false);
        }
        else
        {
            session["target"] = new JsonObject { [target.Name] = $"$request.body#{target.At}" };
            session["ends"] = "target";
            AddTargets(answers, active, target);
        }

        return Completed(Operation(id, summary, session, active, null), answers);
    }

    /// <summary>The answers of a logout that ends the session that its body names.</summary>
    private static void AddTargets(RecordedAnswers answers, Exchange active, GivenValue target)
    {
        var shown = BodyJson.Places(active.ReceivedJson).Where(place => string.Equals(place.Text, target.Text, StringComparison.Ordinal))
            .ToDictionary(place => place.Pointer, _ => $"{{target.{target.Name}}}", StringComparer.Ordinal);
        answers.Add(
            "session-ended", "The logout ends the caller's own session.", Active("self"), active, Ended("caller"), isShape: false, shown);
        var other = Active("own-active");
        other["match"] = new JsonObject { ["target"] = new JsonArray("own-active", "own-ended") };
        var then = Ended("target");
        then["caller"] = "active";
        answers.Add(
            "other-session-ended", "The logout ends another session of the user.", other, active, then, isShape: false, shown,
            assumption: "not recorded");
        var unknown = Active("unknown");
        unknown["match"] = new JsonObject { ["target"] = new JsonArray("unknown", "absent", "foreign") };
        answers.AddAssumed("session-unknown", "A session that the user does not have is not found.", unknown, 404, "not recorded");
    }

    private Exchange ActiveCall(ApiOperation found) => timeline
        .FirstOrDefault(each => IsOf(each.Exchange, found) && each.Caller is "active" && each.Exchange.Status < 400)?.Exchange
        ?? throw new RecordingException(
            $"it has no successful {found.Name} with the session that {recording.LoginName} opened; record it after the login");

    private static JsonObject Active(string? target = null)
    {
        var given = new JsonObject { ["caller"] = "active" };
        if (target is not null)
            given["target"] = target;
        return new() { ["given"] = given };
    }

    private static JsonObject Ended(string role) => new() { [role] = "ended" };

    private JsonObject Operation(string id, string summary, JsonObject session, Exchange request, LoginInputs? inputs)
    {
        var operation = new JsonObject { ["operationId"] = id, ["summary"] = summary };
        if (recording.ClientMethodOf(request) is { } method)
        {
            session.Insert(0, "client", new JsonArray(method));
            clients = RecordedClient.Placeholder;
        }

        if (session.Count > 0)
            operation["x-session"] = session;
        requests.AddTo(operation, request, inputs);
        return operation;
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
