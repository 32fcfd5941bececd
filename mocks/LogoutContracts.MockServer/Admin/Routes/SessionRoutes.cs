using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>
/// Lists, opens and changes sessions. Replies hash credentials; requests send them in the body, because URLs end up in logs.
/// </summary>
internal static class SessionRoutes
{
    private const string Sessions = AdminRoute.Root + "/sessions";
    private const int DefaultLimit = 1_000;
    private const int MaxLimit = 100_000;

    public static IEnumerable<AdminRoute> Of(ServerState server) =>
    [
        new("GET", Sessions, request => ListAsync(server, AdminFields.OfQuery(request))),
        new("POST", Sessions, request => Open(server, AdminFields.OfBody(request))),
        new("POST", $"{Sessions}/end",
            request => Change(server, AdminFields.OfBody(request), static (sessions, credential) => sessions.End(credential))),
        new("POST", $"{Sessions}/expire",
            request => Change(server, AdminFields.OfBody(request), static (sessions, credential) => sessions.Expire(credential))),
        new("POST", $"{Sessions}/forget",
            request => Change(server, AdminFields.OfBody(request), static (sessions, credential) => sessions.Forget(credential))),
    ];

    private static async ValueTask<AdminReply> ListAsync(ServerState server, AdminFields query)
    {
        var contract = ContractRoutes.Optional(server, query);
        SessionState[] states = [SessionState.Active, SessionState.Ended, SessionState.Expired];
        var state = query.OptionalWord("state", [.. states.Select(known => known.InSpecWords())]);
        var user = query.OptionalText("user");
        var offset = query.Whole("offset", 0, long.MaxValue) ?? 0;
        var limit = query.Whole("limit", 1, MaxLimit) ?? DefaultLimit;
        if (query.Problem() is { } problem)
            return problem;
        var filter = new SessionFilter(
            state is null ? null : states.Single(known => string.Equals(known.InSpecWords(), state, StringComparison.Ordinal)), user);
        var chosen = server.Contracts.Where(each => contract is null || ReferenceEquals(each, contract)).ToList();

        // At the same time, because the database goes through the same rows for each contract.
        var counts = await Task.WhenAll(chosen.Select(each => each.Sessions.List.CountAsync(filter)));
        var listed = new List<(string Contract, SessionInfo Session)>();
        foreach (var (each, known) in chosen.Zip(counts))
        {
            if (offset < known && listed.Count < limit)
            {
                var page = await each.Sessions.List.PageAsync(filter, offset, (int)limit - listed.Count);
                listed.AddRange(page.Select(session => (each.Plan.Contract.Id, session)));
            }

            offset = Math.Max(0, offset - known);
        }

        return AdminJson.Reply(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", counts.Sum());
            json.WritePropertyName("sessions");
            json.WriteArray(listed, static (json, pair) =>
            {
                json.WriteStartObject();
                json.WriteString("contract", pair.Contract);
                json.WriteString("credential", pair.Session.Credential);
                json.WriteString("user", pair.Session.User);
                json.WriteString("kind", pair.Session.Kind);
                json.WriteString("state", pair.Session.State.InSpecWords());
                json.WriteString("idle", pair.Session.Idle is { } idle ? Iso8601.Text(idle) : null);
                json.WriteString("age", Iso8601.Text(pair.Session.Age));
                json.WritePropertyName("values");
                json.WriteArray(pair.Session.Values, static (json, value) =>
                {
                    json.WriteStartObject();
                    json.WriteString("name", value.Name);
                    json.WriteString("credential", value.Hash);
                    json.WriteString("state", value.State.InSpecWords());
                    json.WriteString("age", Iso8601.Text(value.Age));
                    json.WriteEndObject();
                });
                json.WriteEndObject();
            });
            json.WriteEndObject();
        });
    }

    private static AdminReply Open(ServerState server, AdminFields body)
    {
        var contract = ContractRoutes.Required(server, body);
        var user = body.OptionalText("user");
        var kind = contract is null ? body.OptionalText("kind")
            : body.OptionalWord("kind", contract.Plan.Contract.Sessions.Kinds, $" of session in '{contract.Plan.Contract.Id}'");
        if (body.Problem() is { } problem)
            return problem;
        user ??= "opened";
        kind ??= contract!.Plan.Contract.Sessions.DefaultKind;
        var values = contract!.Sessions.Open(user, kind);
        return AdminJson.Reply(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("contract", contract.Plan.Contract.Id);
                json.WriteString("user", user);
                json.WriteString("kind", kind);
                json.WriteStartObject("values");
                foreach (var (name, value) in values)
                    json.WriteString(name, value);
                json.WriteEndObject();
                json.WriteEndObject();
            },
            201);
    }

    /// <param name="change">Returns whether the session exists.</param>
    private static AdminReply Change(ServerState server, AdminFields body, Func<MockSessions, string, bool> change)
    {
        var contract = ContractRoutes.Required(server, body);
        var hash = body.OptionalText("session");
        var given = hash is null ? body.Text("credential") : body.OptionalText("credential");
        if (hash is not null && given is not null)
            body.Report("session", "'session' and 'credential' both name a session; send one of them.");
        if (body.Problem() is { } problem)
            return problem;
        var credential = given ?? contract!.Sessions.CredentialOf(hash!);
        if (credential is null || !change(contract!.Sessions, credential))
            return AdminProblems.NoSession(contract!.Plan.Contract.Id);
        return AdminJson.Reply(json =>
        {
            json.WriteStartObject();
            json.WriteString("contract", contract.Plan.Contract.Id);
            json.WriteString("credential", Redactor.Hash(credential));
            json.WriteString("state", contract.Sessions.StateOf(credential)?.InSpecWords());
            json.WriteEndObject();
        });
    }
}
