using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Reads <c>x-session</c> of one operation.</summary>
internal sealed class SessionUseReader(SpecDocument document, SessionModel sessions, PathTemplate path, RequestBody? body)
{
    private static readonly Words<SessionEnd> Ends = new()
    {
        ["caller"] = SessionEnd.Caller,
        ["target"] = SessionEnd.Target,
        ["user"] = SessionEnd.User,
        ["others"] = SessionEnd.Others,
    };

    private static readonly Words<ClientMethod> ClientMethods = new()
    {
        ["client_secret_basic"] = ClientMethod.Basic,
        ["client_secret_post"] = ClientMethod.Post,
        ["none"] = ClientMethod.Public,
    };

    private readonly ShownValueReader shownValues = new(document, sessions, path, body);

    public SessionUse Read(Fields fields)
    {
        var opens = OpeningsOf(
            fields.OptionalMap("opens"), name => sessions.FormatOf(name) is not null, "credential or id of the session",
            sessions.ValueNames);
        var givable = sessions.Values.Concat(sessions.Ids).Select(named => named.Name).ToList();
        var gives = OpeningsOf(
            fields.OptionalMap("gives"), name => givable.Contains(name, StringComparer.Ordinal), "value or id of the session", givable);
        if (fields.Map["opens"] is MapNode map && map.Entries.All(entry => sessions.FormatOf(entry.Key) is not null))
        {
            foreach (var credential in sessions.Credentials.Where(credential => map[credential.Name] is null))
                document.Problems.OpensIncomplete(fields.PositionOf("opens"), credential.Name);
        }

        var methods = fields.Texts("client")
            .Select(word => document.Choose(word.Text, word.At, fields.Name("client"), ClientMethods)).OfType<ClientMethod>().ToValueList();
        if (methods.Count > 0 && sessions.Clients.Count == 0)
            document.Problems.Missing(fields.PositionOf("client"), "clients", "'x-contract', although an operation has 'client'");
        var renews = OpeningsOf(
            fields.OptionalMap("renews"), name => sessions.IndexOf(name) is >= 0 and var place && place < sessions.Credentials.Count,
            "credential of the session", [.. sessions.Credentials.Select(credential => credential.Name)]);
        var kind = fields.OptionalText("kind");
        if (kind is not null && !sessions.Kinds.Contains(kind, StringComparer.Ordinal))
            document.Problems.UnknownName(fields.PositionOf("kind"), kind, "kind of session in 'x-contract'", sessions.Kinds);
        var user = fields.Optional("user") is { } userNode ? RequestLocatorOf(userNode, fields.Name("user")) : null;
        var password = fields.Optional("password") is { } passwordNode ? RequestLocatorOf(passwordNode, fields.Name("password")) : null;
        ValueList<ShownValue>? caller = fields.OptionalMap("caller") is { } read
            ? shownValues.Read(read, sessions.Credentials.Select(credential => credential.Name)) : null;
        var target = TargetOf(fields);
        var ends = fields.Choice("ends", Ends) ?? SessionEnd.Nothing;
        if (ends == SessionEnd.Target && fields.Map["target"] is null)
            document.Problems.Missing(fields.PositionOf("ends"), "target", "'x-session', although it has 'ends: target'");
        fields.RejectOthers();
        return new(opens, opens.Count > 0 ? kind ?? sessions.DefaultKind : null, user, target, ends)
        {
            Gives = gives,
            Renews = renews,
            ClientMethods = methods,
            Password = password,
            Caller = caller,
        };
    }

    private ShownValue? TargetOf(Fields fields)
    {
        if (fields.OptionalMap("target") is not { } named)
            return null;
        var values = shownValues.Read(named, sessions.ValueNames.Where((_, i) => !sessions.IsShared(i)));
        if (named.Map.Entries.Count > 0 && values.Count <= 1)
            return values is [var value] ? value : ShownValueReader.Nowhere;
        document.Problems.NotOfForm(
            fields.PositionOf("target"), named.Map.Entries.Count == 0 ? "no value" : "values at several places", fields.Name("target"),
            "a value and its location, such as { sessionId: $request.body#/sessionId }");
        return ShownValueReader.Nowhere;
    }

    private ValueList<Opening> OpeningsOf(Fields? places, Predicate<string> isKnown, string what, IReadOnlyCollection<string> known)
    {
        var openings = new List<Opening>();
        foreach (var entry in places?.Map.Entries ?? [])
        {
            if (!isKnown(entry.Key))
                document.Problems.UnknownName(entry.At, entry.Key, what, known);
            else if (AnswerLocatorOf(entry.Value, $"the location of '{entry.Key}'") is { } from)
                openings.Add(new(entry.Key, from));
        }

        return openings.ToValueList();
    }

    private Locator? AnswerLocatorOf(Node node, string what) =>
        LocatorOf(node, what, Locator.AnswerForms, locator => locator is not Locator.RequestBody);

    private Locator.RequestBody? RequestLocatorOf(Node node, string what) =>
        (Locator.RequestBody?)LocatorOf(node, what, Locator.RequestForm, locator => locator is Locator.RequestBody);

    private Locator? LocatorOf(Node node, string what, string forms, Predicate<Locator> isMeant)
    {
        if (document.TextOf(node, what) is not { } text)
            return null;
        if (Locator.TryParse(text) is { } locator && isMeant(locator))
            return locator;
        document.Problems.Malformed(node.At, text, what, forms);
        return null;
    }
}
