using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Drafting.Detection;
using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Writing;

/// <summary>Writes the actions of a contract's overlay.</summary>
internal sealed class ContractDraft
{
    private const int MaxReasons = 3;

    private readonly DraftFinding finding;
    private readonly OverlayEdits edits = new();
    private readonly AnswerDraft answers;
    private readonly RequestDraft requests;
    private readonly ShownCredentials shown;
    private readonly IRefusals refusals;
    private readonly IReadOnlyList<RecordedPreparation> preparations;
    private readonly JsonObject contract = [];

    private ContractDraft(DraftFinding finding, bool usesSchemas, IRecordedExamples? recorded)
    {
        this.finding = finding;
        answers = new(finding.Document, edits, usesSchemas, recorded);
        shown = ShownCredentials.Of(finding);
        requests = new(edits, shown.Credentials, recorded);
        preparations = recorded?.Preparations ?? [];
        refusals = finding.Preset is { } preset
            ? new PresetRefusals(preset, answers, shown) : new OwnRefusals(finding.Document, edits, answers, shown);
    }

    /// <param name="usesSchemas">False if examples that are made from schemas do not fit them.</param>
    /// <param name="recorded">What was recorded; null for nothing.</param>
    public static DraftedActions Of(DraftFinding finding, string id, int port, bool usesSchemas, IRecordedExamples? recorded)
    {
        var draft = new ContractDraft(finding, usesSchemas, recorded);
        draft.edits.Target(finding.Document.Root, "The contract: its credentials, and how to tell a live session from a dead one.");
        foreach (var operation in draft.preparations.GroupBy(value => value.Operation))
            draft.AddPreparation(operation.Key, [.. operation]);
        if (draft.HasLogin)
            draft.AddLogin(finding.Login!);
        draft.AddProbe(finding.Probe);
        draft.AddLogout(finding.Logout);
        draft.AddContract(id, port);
        return new(draft.edits.Actions, [.. finding.Questions, .. draft.shown.Doubts]);
    }

    private bool HasLogin => finding.Login is not null && shown.Credentials.All(credential => credential.Opened is not null);

    private void AddContract(string id, int port)
    {
        var credentials = new JsonObject();
        foreach (var credential in shown.Credentials)
        {
            var fields = new JsonObject();
            if (credential.IsPerUser && finding.Preset is null)
                fields["scope"] = "user";
            fields["format"] = credential.Format;
            if (credential.Carriers.Count > 0 && finding.Preset?.Has(credential) is not true)
                fields["carriers"] = new JsonArray([.. credential.Carriers.Select(carrier => (JsonNode)carrier)]);
            credentials[credential.Name] = fields;
        }

        var all = new JsonObject { ["id"] = id, ["port"] = port };
        if (contract["users"] is { } users)
            all["users"] = users.DeepClone();
        var session = new JsonObject
        {
            ["credentials"] = credentials,
            ["probe"] = new JsonObject { ["operation"] = IdOf(finding.Probe), ["live"] = "live" },
        };
        refusals.AddTo(session);
        if (preparations.Count > 0)
        {
            session["values"] = new JsonObject(preparations.Select(value =>
                KeyValuePair.Create(value.Name, (JsonNode?)new JsonObject { ["format"] = value.Format })));
        }

        all["session"] = session;
        var questions = finding.Questions.Concat(shown.Doubts).Select(question => (JsonNode)question).ToArray();
        if (questions.Length > 0)
            all["questions"] = new JsonArray(questions);
        edits.Update(finding.Document.Root, new() { ["x-contract"] = all });
    }

    /// <summary>The operation that gives what the login sends.</summary>
    private void AddPreparation(ApiOperation operation, IReadOnlyList<RecordedPreparation> values)
    {
        edits.Target(operation.At, "Gives what the login sends.");
        AddId(operation);
        requests.Complete(operation);
        var answer = answers.Success(operation, "given", body => values.Aggregate(body, (all, value) =>
            AnswerDraft.With(all, value.From["$response.body#".Length..], $"{{fresh.{value.Name}}}")));
        var variants = refusals.OfOpenOperation();
        variants["given"] = VariantDraft.Of("Gives what the login sends.", answer);
        edits.Update(operation.At, new()
        {
            ["x-session"] = new JsonObject
            {
                ["gives"] = new JsonObject(values.Select(value => KeyValuePair.Create(value.Name, (JsonNode?)value.From))),
            },
            ["x-variants"] = variants,
        });
    }

    private JsonNode? LoginBody(ApiOperation login)
    {
        var body = requests.Complete(login, isLogin: true);
        if (preparations.Count == 0 || login.BodyMedia is not ({ }, { } media))
            return body;
        return requests.Put(
            media, preparations.Aggregate(body, (all, value) => AnswerDraft.With(all, value.At, $"{{fresh.{value.Name}}}")));
    }

    private void AddLogin(ApiOperation login)
    {
        Target(login, DraftRole.Login);
        var opens = new JsonObject();
        foreach (var credential in shown.Credentials)
            opens[credential.Name] = credential.Opened!.From;
        var session = new JsonObject { ["opens"] = opens };
        var body = LoginBody(login);
        var inputs = LoginInputs.Of(login);
        var variants = refusals.OfLogin(login);
        if (inputs is not null && inputs.In(body) is ({ } user, { } password))
        {
            session["user"] = $"$request.body#{inputs.User}";
            session["password"] = $"$request.body#{inputs.Secret}";
            contract["users"] = new JsonObject { [user] = new JsonObject { ["password"] = password } };
            variants["wrong-password"] = VariantDraft.Of(
                "An unknown user or a wrong password opens no session.",
                    answers.Refusal(login, "wrong-password", "401", "400", "403", "422"),
                match: new() { ["user"] = "unknown" },
                send: new() { ["body"] = AnswerDraft.With(body, inputs.Secret, $"wrong-{password}") });
        }

        variants["logged-in"] = LoggedIn(login);
        edits.Update(login.At, new() { ["x-session"] = session, ["x-variants"] = variants });
    }

    private JsonObject LoggedIn(ApiOperation login)
    {
        var answer = answers.Success(login, "logged-in", body => shown.Credentials.Where(credential => credential.Opened!.IsInBody)
            .Aggregate(body, (all, credential) => AnswerDraft.With(all, credential.Opened!.Pointer, Placeholder(credential))));
        var headers = new JsonObject();
        foreach (var credential in shown.Credentials.Where(credential => !credential.Opened!.IsInBody))
        {
            if (credential.Opened!.IsCookie)
                headers["Set-Cookie"] = $"{credential.Opened.Name}={Placeholder(credential)}{credential.CookieAttributes}";
            else
                headers[credential.Opened.Name] = Placeholder(credential);
        }

        if (headers.Count > 0)
            answer.Expect["headers"] = headers;
        return VariantDraft.Of("A login opens a session.", answer, then: new() { ["opened"] = "active" });
    }

    private static string Placeholder(DraftCredential credential) => $"{{opened.{credential.Name}}}";

    private void AddProbe(ApiOperation probe)
    {
        Target(probe, DraftRole.Probe);
        requests.Complete(probe);
        var variants = refusals.OfProbe(probe);
        variants["live"] = VariantDraft.Of(
            "With a live session, the request succeeds.", answers.Success(probe, "live"), given: new() { ["caller"] = "active" });
        edits.Update(probe.At, new() { ["x-variants"] = variants });
    }

    private void AddLogout(ApiOperation logout)
    {
        Target(logout, DraftRole.Logout);
        requests.Complete(logout);
        var session = new JsonObject();
        if (shown.Reads.Count > 0)
            session["caller"] = new JsonObject([.. shown.Reads.Select(read => KeyValuePair.Create(read.Key, (JsonNode?)read.Value))]);
        session["ends"] = "caller";
        var variants = refusals.OfLogout(logout);
        variants["session-ended"] = VariantDraft.Of(
            "The logout ends the session.", answers.Success(logout, "session-ended"), given: new() { ["caller"] = "active" },
            then: new() { ["caller"] = "ended" });
        edits.Update(logout.At, new() { ["x-session"] = session, ["x-variants"] = variants });
    }

    private void Target(ApiOperation operation, DraftRole role)
    {
        var reasons = finding.ReasonsFor(role);
        edits.Target(operation.At, $"The {role.ToString().ToLowerInvariant()}: {string.Join(", ", reasons.Take(MaxReasons))}.");
        AddId(operation);
    }

    private void AddId(ApiOperation operation)
    {
        if (operation.Id is null)
            edits.Update(operation.At, new() { ["operationId"] = IdOf(operation) });
    }

    /// <summary>The operation's id; without one, an id made from method and path.</summary>
    private string IdOf(ApiOperation operation)
    {
        if (operation.Id is { Length: > 0 } id)
            return id;
        var words = NameWords.Of($"{operation.Method.ToLowerInvariant()} {operation.Path}");
        var made = string.Concat(words.Select((word, i) => i == 0 ? word : $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
        return finding.Document.Find(made) is null ? made : $"{made}Drafted";
    }
}

/// <param name="Questions">What is open or assumed.</param>
internal sealed record DraftedActions(JsonArray Actions, IReadOnlyList<string> Questions);
