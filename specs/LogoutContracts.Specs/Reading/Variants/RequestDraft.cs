using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>An example request under construction.</summary>
internal sealed class RequestDraft
{
    private readonly SpecDocument document;
    private readonly PathTemplate path;
    private readonly Dictionary<string, string> pathValues = new(StringComparer.Ordinal);
    private readonly List<NamedTemplate> query = [];
    private readonly List<NamedTemplate> headers = [];
    private readonly List<NamedTemplate> cookies = [];
    private readonly bool isOnPath;
    private string method;
    private string? mediaType;
    private Node? body;
    private string? raw;
    private Certificate certificate;

    public RequestDraft(SpecDocument document, DefaultRequest start, string? method)
    {
        this.document = document;
        path = start.Path;
        isOnPath = start.Method is null;
        this.method = method ?? start.Method ?? "GET";
        (mediaType, body) = (start.MediaType, start.Body);
        foreach (var (place, name, value) in start.Parameters)
        {
            if (place is "path")
                pathValues[name] = Text(value);
            else
                Add(ListOf(place), name, [value], value.At);
        }
    }

    /// <summary>Puts a value of a session at its place.</summary>
    public void Present(Carrier carrier, Hole value) => Present(carrier, $"{carrier.Prefix}{value}{carrier.Suffix}");

    /// <summary>Puts a text at its place.</summary>
    public void Present(Carrier carrier, string text)
    {
        switch (carrier.Kind)
        {
            case CarrierKind.Path:
                pathValues[carrier.Name] = text;
                break;
            case CarrierKind.Body:
                body = NodeEdit.With(body, carrier.Name, new ScalarNode(body?.At ?? Position.Start, text, ScalarKind.String));
                break;
            default:
                var values = carrier.Kind switch
                {
                    CarrierKind.Cookie => cookies,
                    CarrierKind.Query => query,
                    _ => headers,
                };
                values.RemoveAll(named => carrier.Kind == CarrierKind.Query
                    && string.Equals(named.Name, carrier.Name, StringComparison.Ordinal));
                values.Add(new(carrier.Name, Template.Parse(text)));
                break;
        }
    }

    /// <summary>Removes what the default request has at this place.</summary>
    public void Omit(Carrier carrier)
    {
        if (carrier.Kind == CarrierKind.Body)
            body = NodeEdit.Without(body, carrier.Name);
        else if (carrier.Kind == CarrierKind.Query)
            query.RemoveAll(named => string.Equals(named.Name, carrier.Name, StringComparison.Ordinal));
    }

    public void Apply(Fields send)
    {
        if (send.OptionalText("method") is { } other)
            SetMethod(other, send);
        foreach (var entry in send.OptionalMap("path")?.Map.Entries ?? [])
        {
            if (!path.Parameters.Contains(entry.Key, StringComparer.Ordinal))
                document.Problems.UnknownName(entry.At, entry.Key, $"parameter of '{path}'", [.. path.Parameters]);
            pathValues[entry.Key] = Text(entry.Value);
        }

        foreach (var (field, place) in new[] { ("query", "query"), ("headers", "header"), ("cookies", "cookie") })
        {
            foreach (var entry in send.OptionalMap(field)?.Map.Entries ?? [])
                Replace(ListOf(place), entry);
        }

        if (send.Optional("mediaType") is { } media)
            mediaType = media is ScalarNode { Kind: ScalarKind.Null } ? null : document.TextOf(media, send.Name("mediaType"));
        if (send.Optional("body") is { } newBody)
            (body, raw) = (newBody is ScalarNode { Kind: ScalarKind.Null } ? null : newBody, null);
        if (send.OptionalText("raw") is { } newRaw)
            (body, raw) = (null, newRaw);
        send.Optional("client");
        certificate = send.Choice("certificate", RequestReader.CertificateNames) ?? certificate;
        send.RejectOthers();
    }

    /// <param name="at">The position of the variant.</param>
    /// <param name="owner">The position of the operation or path, for problems that all its variants share.</param>
    public ExampleRequest Finish(Position at, Position owner)
    {
        foreach (var parameter in path.Parameters.Where(parameter => !pathValues.ContainsKey(parameter)).ToList())
        {
            document.Problems.PathWithoutParameter(owner, parameter);
            pathValues[parameter] = "";
        }

        var text = raw is null ? null : Template.Parse(raw);
        if (body is not null)
            (mediaType, text) = BodyEncoding.Encode(mediaType ?? "application/json", body);
        if (text is not null && mediaType is not null
            && !headers.Exists(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            HeaderSyntax.Check(document, at, "Content-Type", [mediaType]);
            headers.Add(new("Content-Type", Template.Parse(mediaType)));
        }

        return new(
            method, Template.Parse(path.Fill(pathValues), TextEncoding.Percent), query.ToValueList(), headers.ToValueList(),
                cookies.ToValueList(),
            text, certificate);
    }

    private void SetMethod(string other, Fields send)
    {
        if (!isOnPath)
            document.Problems.MethodOnOperation(send.PositionOf("method"), "send");
        else if (!other.All(char.IsAsciiLetterUpper) || other.Length == 0)
            document.Problems.Malformed(send.PositionOf("method"), other, send.Name("method"), "a method in upper case, such as GET");
        method = other;
    }

    private List<NamedTemplate> ListOf(string place) => place switch
    {
        "query" => query,
        "cookie" => cookies,
        _ => headers,
    };

    private void Replace(List<NamedTemplate> values, Entry entry)
    {
        var at = values.FindIndex(value => value.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase));
        values.RemoveAll(value => value.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase));
        if (entry.Value is ScalarNode { Kind: ScalarKind.Null })
            return;
        Add(values, entry.Key, entry.Value is ListNode list ? list.Items : [entry.Value], entry.At, at);
    }

    private void Add(List<NamedTemplate> values, string name, ValueList<Node> nodes, Position at, int index = -1)
    {
        string[] texts = [.. nodes.Select(Text)];
        if (!ReferenceEquals(values, query))
            HeaderSyntax.Check(document, at, name, texts);
        values.InsertRange(index < 0 ? values.Count : index, texts.Select(text => new NamedTemplate(name, Template.Parse(text))));
    }

    private string Text(Node node)
    {
        if (node is ScalarNode scalar)
            return scalar.Text;
        document.Problems.NoText(node.At, SpecDocument.Found(node), "the value");
        return "";
    }
}
