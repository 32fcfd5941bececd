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
    private readonly JsonObject contract = [];

    private ContractDraft(DraftFinding finding, bool usesSchemas)
    {
        this.finding = finding;
        answers = new(finding.Document, edits, usesSchemas);
        shown = ShownCredentials.Of(finding);
        requests = new(edits, shown.Credentials);
    }

    /// <param name="usesSchemas">False if examples that are made from schemas do not fit them.</param>
    public static DraftedActions Of(DraftFinding finding, string id, int port, bool usesSchemas)
    {
        var draft = new ContractDraft(finding, usesSchemas);
        draft.edits.Target(finding.Document.Root, "The contract: its credentials, and how to tell a live session from a dead one.");
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
            if (credential.IsPerUser)
                fields["scope"] = "user";
            fields["format"] = credential.Format;
            if (credential.Carriers.Count > 0)
                fields["carriers"] = new JsonArray([.. credential.Carriers.Select(carrier => (JsonNode)carrier)]);
            credentials[credential.Name] = fields;
        }

        var all = new JsonObject { ["id"] = id, ["port"] = port };
        if (contract["users"] is { } users)
            all["users"] = users.DeepClone();
        all["session"] = new JsonObject
        {
            ["credentials"] = credentials,
            ["probe"] = new JsonObject { ["operation"] = IdOf(finding.Probe), ["live"] = "live", ["dead"] = "dead" },
        };
        var questions = finding.Questions.Concat(shown.Doubts).Select(question => (JsonNode)question).ToArray();
        if (questions.Length > 0)
            all["questions"] = new JsonArray(questions);
        edits.Update(finding.Document.Root, new() { ["x-contract"] = all });
    }

    private void AddLogin(ApiOperation login)
    {
        Target(login, DraftRole.Login);
        var opens = new JsonObject();
        foreach (var credential in shown.Credentials)
            opens[credential.Name] = credential.Opened!.From;
        var session = new JsonObject { ["opens"] = opens };
        var body = requests.Complete(login);
        var inputs = LoginInputs.Of(login);
        var variants = new JsonObject();
        if (login.BodyMedia is ({ } type, _) && Specs.Primitives.MediaType.IsJson(type))
        {
            variants["malformed-json"] = VariantDraft.Of(
                "A body that is not JSON opens no session.", answers.Refusal(login, "malformed-json", "400", "422"),
                match: new() { ["body"] = "malformed" }, send: new() { ["raw"] = "{" });
        }

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
                headers["Set-Cookie"] = $"{credential.Opened.Name}={Placeholder(credential)}; Path=/; HttpOnly";
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
        var variants = new JsonObject
        {
            ["dead"] = Dead("Without a live session, the request is refused.", probe, "dead", shown.DeadCallers(reads: false)),
            ["live"] = VariantDraft.Of(
                "With a live session, the request succeeds.", answers.Success(probe, "live"), given: new() { ["caller"] = "active" }),
        };
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
        var variants = new JsonObject
        {
            ["refused"] = Dead("Without a live session, there is nothing to end.", logout, "refused", shown.DeadCallers(reads: true)),
            ["session-ended"] = VariantDraft.Of(
                "The logout ends the session.", answers.Success(logout, "session-ended"), given: new() { ["caller"] = "active" },
                then: new() { ["caller"] = "ended" }),
        };
        edits.Update(logout.At, new() { ["x-session"] = session, ["x-variants"] = variants });
        AddOtherMethods(logout);
    }

    private JsonObject Dead(string summary, ApiOperation operation, string name, IReadOnlyList<string> callers) => VariantDraft.Of(
        summary, answers.Refusal(operation, name, "401", "403"),
        given: new() { ["caller"] = "ended" },
        match: new() { ["caller"] = new JsonArray([.. callers.Select(state => (JsonNode)state)]) });

    // Only if the path has the logout alone: what other operations answer is not part of the contract. Parameters of the operation have
    // no examples for other methods.
    private void AddOtherMethods(ApiOperation logout)
    {
        if (logout.PathParameters.Any()
            || finding.Document.Operations.Count(other => string.Equals(other.Path, logout.Path, StringComparison.Ordinal)) > 1)
            return;
        var answer = new DraftedAnswer(
            new() { ["status"] = 405, ["body"] = "empty", ["headers"] = new JsonObject { ["Allow"] = logout.Method } }, null);
        edits.Target(logout.Item, "Other methods on the logout's path.");
        edits.Update(logout.Item, new()
        {
            ["x-variants"] = new JsonObject
            {
                ["wrong-method"] = VariantDraft.Of(
                    $"Any method but {logout.Method} is refused.", answer, match: new() { ["method"] = "other" },
                    send: new() { ["method"] = logout.Method is "POST" ? "GET" : "POST" }),
            },
        });
    }

    private void Target(ApiOperation operation, DraftRole role)
    {
        var reasons = finding.ReasonsFor(role);
        edits.Target(operation.At, $"The {role.ToString().ToLowerInvariant()}: {string.Join(", ", reasons.Take(MaxReasons))}.");
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
