using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading;

/// <summary>What every request of an operation has, before a variant changes it.</summary>
/// <param name="Method">Null on a path: the variant says.</param>
/// <param name="Send">The operation's <c>x-send</c>.</param>
internal sealed record DefaultRequest(
    PathTemplate Path, string? Method, ValueList<(string In, string Name, Node Value)> Parameters, MapNode? Send, string? MediaType, Node? Body);

/// <summary>Builds the complete example request of a variant.</summary>
internal static class RequestReader
{
    private static readonly Dictionary<string, Certificate> Certificates = new(StringComparer.Ordinal) { ["none"] = Certificate.None, ["other-user"] = Certificate.OtherUser };

    public static IReadOnlyDictionary<string, Certificate> CertificateNames => Certificates;

    public static DefaultRequest OnPath(SpecDocument document, PathTemplate path, MapNode item) => new(path, null, Parameters(document, item, []).ToValueList(), null, null, null);

    public static DefaultRequest OnOperation(SpecDocument document, PathTemplate path, string method, MapNode item, MapNode operation, SessionModel sessions)
    {
        // A header that carries a credential comes with the caller, not with the operation.
        var carriers = sessions.Credentials.SelectMany(credential => credential.Carriers).Select(carrier => carrier.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var parameters = Parameters(document, item, carriers).Concat(Parameters(document, operation, carriers)).ToValueList();
        var content = document.Resolve(operation["requestBody"]) is MapNode body ? body["content"] as MapNode : null;
        var media = content?.Entries is [var first, ..] ? first : null;
        var send = operation["x-send"] as MapNode;
        if (operation["x-send"] is { } node && send is null)
            document.Problems.NoMap(node.At, SpecDocument.Found(node), "'x-send'");
        return new(path, method, parameters, send, media?.Key, ExampleOf(document, media?.Value as MapNode));
    }

    public static ExampleRequest Read(SpecDocument document, DefaultRequest start, Fields? send, IEnumerable<Carrier> carriers, IEnumerable<Credential> presented, string? method)
    {
        var draft = new RequestDraft(document, start, method);
        if (start.Send is not null)
            draft.Apply(new(start.Send, "'x-send'", document));
        foreach (var (credential, carrier) in presented.Zip(carriers))
            draft.Present(carrier, credential.Name);
        if (send is not null)
            draft.Apply(send);
        return draft.Finish(send?.At ?? document.Root.At);
    }

    private static IEnumerable<(string In, string Name, Node Value)> Parameters(SpecDocument document, MapNode owner, HashSet<string> carriers)
    {
        foreach (var item in owner["parameters"] is ListNode list ? list.Items : [])
        {
            if (document.Resolve(item) is not MapNode parameter || parameter["in"] is not ScalarNode place || parameter["name"] is not ScalarNode name)
                continue;
            var required = parameter["required"] is ScalarNode { Kind: ScalarKind.Boolean, Text: "true" };
            if (!required || (place.Text is "header" or "cookie" && carriers.Contains(name.Text)))
                continue;
            if (ExampleOf(document, parameter) is { } example)
                yield return (place.Text, name.Text, example);
            else
                document.Problems.NoExample(parameter.At, $"the required parameter '{name.Text}'");
        }
    }

    private static Node? ExampleOf(SpecDocument document, MapNode? owner) =>
        owner?["example"] ?? (owner?["examples"] is MapNode { Entries: [var first, ..] } && document.Resolve(first.Value) is MapNode named ? named["value"] : null);
}
