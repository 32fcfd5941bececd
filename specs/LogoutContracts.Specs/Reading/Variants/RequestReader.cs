using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>The request of an operation before its variants change it.</summary>
/// <param name="Method">Null on a path, where the variant specifies the method.</param>
/// <param name="Send">The operation's <c>x-send</c>.</param>
internal sealed record DefaultRequest(
    PathTemplate Path, string? Method, ValueList<RequiredParameter> Parameters, MapNode? Send, string? MediaType, Node? Body);

/// <param name="Value">The parameter's example.</param>
internal sealed record RequiredParameter(string In, string Name, Node Value);

/// <summary>A value of a session at its place in an example request.</summary>
/// <param name="Value">Null if the request does not show it.</param>
internal sealed record PresentedValue(Carrier At, Hole? Value);

/// <summary>Builds the complete example request of a variant.</summary>
internal static class RequestReader
{
    private static readonly Words<Certificate> Certificates = new()
    {
        ["none"] = Certificate.None,
        ["other-user"] = Certificate.OtherUser,
        ["unknown"] = Certificate.Unknown,
        ["expired"] = Certificate.Expired,
    };

    private static readonly Words<Client> Clients = new()
    {
        ["none"] = Client.None,
        ["unknown"] = Client.Unknown,
        ["other"] = Client.Other,
    };

    private static readonly string[] Places = ["path", "query", "header", "cookie"];

    public static Words<Client> ClientNames => Clients;

    public static Words<Certificate> CertificateNames => Certificates;

    /// <summary>The default request to a path, for any method.</summary>
    public static DefaultRequest OnPath(SpecDocument document, PathTemplate path, MapNode item) =>
        new(path, null, Parameters(document, item, CarryingParameters.None).ToValueList(), null, null, null);

    public static DefaultRequest OnOperation(
        SpecDocument document, PathTemplate path, string method, MapNode item, MapNode operation, SessionModel sessions,
        SessionUse use)
    {
        // Parameters that carry a credential depend on the caller, so they are added later.
        var carriers = CarryingParameters.Of(sessions, use);
        var parameters = Parameters(document, item, carriers).Concat(Parameters(document, operation, carriers)).ToValueList();
        var content = document.Resolve(operation["requestBody"]) is MapNode body ? body["content"] as MapNode : null;
        var media = content?.Entries is [var first, ..] ? first : null;
        var send = operation["x-send"] as MapNode;
        if (operation["x-send"] is { } node && send is null)
            document.Problems.NoMap(node.At, SpecDocument.Found(node), "'x-send'");
        var request = new DefaultRequest(path, method, parameters, send, media?.Key, ExampleOf(document, media?.Value as MapNode));
        if (send is not null && !Changes(document, request, send))
            document.Problems.SendsNothingNew(operation.Find("x-send")!.At, (operation["operationId"] as ScalarNode)?.Text ?? path.Text);
        return request;
    }

    /// <summary>Whether 'x-send' makes the default request another one. Its mistakes are reported elsewhere.</summary>
    private static bool Changes(SpecDocument document, DefaultRequest request, MapNode send)
    {
        var unheard = new SpecDocument(document.File, document.Root, new(document.File));
        var (with, without) = (new RequestDraft(unheard, request, null), new RequestDraft(unheard, request, null));
        with.Apply(new(send, "'x-send'", unheard));
        return !with.Finish(send.At, send.At).Equals(without.Finish(send.At, send.At)) || unheard.Problems.Any;
    }

    public static ExampleRequest Read(
        SpecDocument document, DefaultRequest start, Fields? send, IEnumerable<PresentedValue> presented,
            Action<RequestDraft> presentClient,
        string? method, Position at, Position owner)
    {
        var draft = new RequestDraft(document, start, method);
        if (start.Send is not null)
            draft.Apply(new(start.Send, "'x-send'", document));
        foreach (var (carrier, value) in presented)
        {
            if (value is null)
                draft.Omit(carrier);
            else
                draft.Present(carrier, value);
        }

        presentClient(draft);
        if (send is not null)
            draft.Apply(send);
        return draft.Finish(at, owner);
    }

    private static IEnumerable<RequiredParameter> Parameters(SpecDocument document, MapNode owner, CarryingParameters carriers)
    {
        foreach (var item in document.ListOf(owner["parameters"], "'parameters'"))
        {
            if (document.FieldsOf(document.Resolve(item), "a parameter") is not { } parameter)
                continue;
            var (place, name, required) = (parameter.Text("in"), parameter.Text("name"), parameter.Flag("required"));
            if (place is not null && !Places.Contains(place, StringComparer.Ordinal))
                document.Problems.NotOneOf(parameter.PositionOf("in"), place, parameter.Name("in"), Places);
            else if (place is null || name is null || !required
                || (carriers.Contain(place, name) && (place is not "path" || ExampleOf(document, parameter.Map) is null)))
                continue;
            else if (ExampleOf(document, parameter.Map) is { } example)
                yield return new(place, name, example);
            else
                document.Problems.NoExample(parameter.At, $"the required parameter '{name}'");
        }
    }

    private static Node? ExampleOf(SpecDocument document, MapNode? owner)
    {
        if (owner?["example"] is { } example)
            return example;
        return owner?["examples"] is MapNode { Entries: [var first, ..] } && document.Resolve(first.Value) is MapNode named
            ? named["value"] : null;
    }
}
