namespace LogoutContracts.Tests.Diffing;

/// <summary>One case per rule about the contents of a contract.</summary>
internal static class RuleCases
{
    private const string Live = "me: { value: { name: Jane, sessions: 3, isLive: true, note: Hello } }";
    private const string Refused = "          expect: { status: 401, example: refused }\n          basis: ";
    private const string LoggedOut = "Max-Age=0 } }\n          then: { caller: ended }";
    private const string BeforeLive = "        live:\n          summary: A live session is shown.";
    private const string LoginAnswer = "logged-in: { value: { token: '{opened.token}', name: Jane, count: 3 } }";
    private const string Carriers = "['header X-Token: {token}', 'cookie SID={token}']";

    private const string ForOldClients =
        "        old-client:\n          summary: Old clients.\n          given: { caller: active }\n" +
        "          match: { caller: active, headers: { X-Old: '1' } }\n          send: { headers: { X-Old: '1' } }\n          expect: ";

    private const string SameAnswer = "{ status: 200, example: me, headers: { Cache-Control: no-store, Location: /me } }";
    private const string Kept = "\n          then: { caller: active }\n          basis: [document, Me]\n";

    private static readonly (string, string)[] NewOrder = [("known: ['1', '2']", "known: ['2', '1']")];
    private static readonly (string, string)[] OtherWords = [("A request from another site is refused.", "Refused.")];

    private static readonly (string, string)[] SecondCredential =
    [
        ("        carriers: ['header X-Token", "        carriers: ['header X-Token"),
        ("    id:\n", "      device:\n        format: '[0-9a-f]{20}'\n        carriers: ['header X-Device: {device}']\n    id:\n"),
        ("[absent, unknown, ended, expired]", "[absent, partial, unknown, ended, expired]"),
        ("opens: { token: $response.body#/token }", "opens: { token: $response.body#/token, device: $response.body#/device }"),
        ("name: Jane, count: 3", "name: Jane, device: '{opened.device}', count: 3"),
    ];

    private static readonly (string, string)[] OtherMethods =
    [
        ("  /logout-all:\n",
            "  /logout-all:\n    x-variants:\n      wrong-method:\n        summary: Only POST.\n        given: { caller: active }\n" +
            "        match: { method: other, caller: [absent, unknown, active, ended, expired] }\n        send: { method: PUT }\n" +
            "        expect: { status: 405, headers: { Allow: POST }, body: empty }\n        then: { caller: active }\n" +
            "        basis: [document, Log out]\n"),
    ];

    private static string LogoutAll { get; } = Block("  /logout-all:", "components:");

    private static string Alternative { get; } = Block("        dead-otherwise:", "  /logout:");

    public static IEnumerable<RuleCase> All { get; } =
    [
        .. Logouts(), .. Answers(), .. Requests(), .. Catalogs(),
    ];

    private static IEnumerable<RuleCase> Logouts() =>
    [
        new("credential-accepted",
            [($"{Refused}[document, Me]", $"{Refused}[document, Me]".Replace("401", "200")),
                (Live, $"{Live}\n                refused: {{ value: {{ error: Not logged in, code: 7 }} }}")],
            [($"{Refused}assumption", $"{Refused}assumption".Replace("401", "200")),
                ("bye: { value: { done: true } }", "bye: { value: { done: true } }\n                refused: { value: { error: Gone } }")]),
        new("session-survives", [(LoggedOut, LoggedOut.Replace("ended", "active"))], OtherWords),
        new("fewer-sessions-end",
            [("x-session: { ends: user }", "x-session: { ends: caller }"),
                ("then: { caller: ended, other: ended }", "then: { caller: ended, other: active }")],
            [("All sessions of the user end.", "Every session of the user ends.")]),
        new("cookie-kept", [(", headers: { Set-Cookie: SID=; Path=/; Max-Age=0 } }\n", " }\n")],
            [("Path=/; Max-Age=0", "Path=/; Max-Age=0; Secure")]),
        new("window-grows", [("idleTimeout: PT10M", "idleTimeout: PT20M")], [("idleTimeout: PT10M", "idleTimeout: PT5M")]),
        new("binding-removed", [("    binding: certificate\n", "")],
            [("binding: certificate", "binding:  certificate")]) { BuiltIn = "symphony" },
    ];

    private static IEnumerable<RuleCase> Answers() =>
    [
        new("request-refused", [(BeforeLive, $"{ForOldClients}{{ status: 402, example: refused }}{Kept}{BeforeLive}")],
            [(BeforeLive,
                $"{ForOldClients}{SameAnswer}{Kept}{BeforeLive}")]),
        new("status-changed", [($"{Refused}[document, Me]", $"{Refused}[document, Me]".Replace("401", "402"))], OtherWords),
        new("answer-part-removed", [(Live, Live.Replace("sessions: 3, ", ""))], [("count: 3", "count: 4")]),
        new("answer-part-renamed", [(Live, Live.Replace("sessions:", "open:"))],
            [(Live, Live.Replace("name: Jane, sessions: 3", "sessions: 3, name: Jane"))]),
        new("answer-type-changed", [(Live, Live.Replace("sessions: 3", "sessions: '3'"))],
            [(Live, Live.Replace("sessions: 3", "sessions: 3.0"))]),
        new("answer-value-changed", [(Live, Live.Replace("isLive: true", "isLive: false"))], [("count: 3", "count: 5")]),
        new("answer-text-changed", [(Live, Live.Replace("Hello", "Welcome"))], [(Live, Live.Replace("note: Hello", "note: 'Hello'"))]),
        new("answer-part-added", [(Live, Live.Replace("note:", "extra: 1, note:"))], [(Live, Live.Replace("note:", "'note':"))]),
        new("verify-fails", [("Cache-Control: no-store, Location", "X-Frame: none, Cache-Control: no-store, Location")],
            [("Cache-Control: no-store, Location", "X-RateLimit-Limit: '10', Cache-Control: no-store, Location")])
        {
            Also = ["answer-part-added"],
        },
        new("session-ends",
            [("          then: { caller: active }\n          basis: [document, Log out]",
                "          then: { caller: ended }\n          basis: [document, Log out]")],
            OtherWords),
        new("session-not-opened", [("{opened.token}", "a1b2"), ("          then: { opened: active }\n", "")], [("count: 3", "count: 6")])
        {
            Also = ["answer-value-changed"],
        },
        new("session-opened", [("{opened.token}", "a1b2"), ("          then: { opened: active }\n", "")], [("count: 3", "count: 6")])
        {
            Also = ["answer-value-changed"],
            IsReversed = true,
        },
        new("conditional-answer",
            [(BeforeLive, "        broken:\n          summary: Broken.\n          given: { caller: active, condition: server-error }\n" +
                $"          expect: {{ status: 402, example: refused }}{Kept}{BeforeLive}")],
            [("Too many requests are refused.", "Refused.")]),
        new("answer-stated", OtherMethods, OtherWords),
        new("answer-unstated", OtherMethods, OtherWords) { IsReversed = true },
        new("alternative-removed", [(Alternative, "")], [("Some servers answer otherwise.", "Otherwise.")]),
        new("alternative-added", [(Alternative, "")], [("Some servers answer otherwise.", "Otherwise.")]) { IsReversed = true },
    ];

    private static IEnumerable<RuleCase> Requests() =>
    [
        new("binding-added", [("    binding: certificate\n", "")], [("binding: certificate", "binding:  certificate")])
        {
            BuiltIn = "symphony",
            IsReversed = true,
        },
        new("lifetime-shortened", [("idleTimeout: PT10M", "idleTimeout: PT5M")], [("idleTimeout: PT10M", "idleTimeout: PT20M")]),
        new("carrier-removed", [(", 'cookie SID={token}'", "")], [(Carriers, "['cookie SID={token}', 'header X-Token: {token}']")]),
        new("carrier-added", [("'cookie SID={token}'", "'cookie SID={token}', 'query token={token}'")],
            [(Carriers, "['cookie SID={token}', 'header X-Token: {token}']")]),
        new("carrier-renamed", [("header X-Token:", "header X-Auth:")], [("header X-Token:", "header x-token:")]),
        new("credential-added", SecondCredential, OtherWords) { Also = ["answer-part-added"] },
        new("credential-removed", SecondCredential, OtherWords) { Also = ["answer-part-removed"], IsReversed = true },
        new("format-changed", [("'[0-9a-f]{32}'", "'[0-9a-f]{40}'")], [("'[0-9a-f]{32}'", "\"[0-9a-f]{32}\"")]),
        new("request-part-renamed", [("X-Csrf", "X-Xsrf")], [("X-Csrf", "x-csrf")]),
        new("input-moved",
            [("user: $request.body#/user", "user: $request.body#/login"), ("required: [user, password]", "required: [login, password]"),
                ("                user: { type", "                login: { type"),
                    ("{ user: jane", "{ login: jane"), ("{ user: nobody", "{ login: nobody")],
            [("name: part", "name: section"), ("/me/{part}", "/me/{section}")]),
        new("output-moved", [("$response.body#/token", "$response.body#/auth"), (LoginAnswer, LoginAnswer.Replace("token: '", "auth: '"))],
            [(LoginAnswer, LoginAnswer.Replace("token: '{opened.token}', name: Jane", "name: Jane, token: '{opened.token}'"))])
        {
            Also = ["answer-part-renamed"],
        },
    ];

    private static IEnumerable<RuleCase> Catalogs() =>
    [
        new("release-removed", [("known: ['1', '2']", "known: ['1']")], NewOrder),
        new("release-added", [("known: ['1', '2']", "known: ['1', '2', '3']")], NewOrder),
        new("default-release", [("default: '1'", "default: '2'")], NewOrder),
        new("accounts-changed", [("other-horse", "new-horse")],
            [("joe: { password: other-horse }", "joe: { password: other-horse }, jim: { password: third-horse }")]),
        new("rate-limit-changed", [("calls: 10", "calls: 5")], [("calls: 10", "calls: 20")]),
        new("kind-added", [("    id:\n", "    kinds: [web]\n    id:\n")], OtherWords),
        new("kind-removed", [("    id:\n", "    kinds: [web]\n    id:\n")], OtherWords) { IsReversed = true },
        new("operation-removed", [(LogoutAll, "")], [("operationId: logoutAll", "operationId: endAll")]),
        new("operation-added", [(LogoutAll, "")], [("operationId: logoutAll", "operationId: endAll")]) { IsReversed = true },
    ];

    private static string Block(string from, string to)
    {
        var start = DiffedSpecs.Shop.IndexOf(from, StringComparison.Ordinal);
        return DiffedSpecs.Shop[start..DiffedSpecs.Shop.IndexOf(to, start, StringComparison.Ordinal)];
    }
}
