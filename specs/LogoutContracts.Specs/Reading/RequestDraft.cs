using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading;

/// <summary>An example request while its parts are put together.</summary>
internal sealed class RequestDraft
{
    private readonly SpecDocument document;
    private readonly PathTemplate path;
    private readonly Dictionary<string, string> pathValues = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Value)> query = [];
    private readonly List<(string Name, string Value)> headers = [];
    private readonly List<(string Name, string Value)> cookies = [];
    private string method;
    private string? mediaType;
    private Node? body;
    private string? raw;
    private Certificate certificate;

    public RequestDraft(SpecDocument document, DefaultRequest start, string? method)
    {
        this.document = document;
        path = start.Path;
        this.method = method ?? start.Method ?? "GET";
        (mediaType, body) = (start.MediaType, start.Body);
        foreach (var (place, name, value) in start.Parameters)
        {
            var text = Text(value);
            if (place is "path")
                pathValues[name] = text;
            else
                ListOf(place).Add((name, text));
        }
    }

    public void Present(Carrier carrier, string credential)
    {
        var value = $"{carrier.Prefix}{{caller.{credential}}}{carrier.Suffix}";
        (carrier.Kind == CarrierKind.Cookie ? cookies : headers).Add((carrier.Name, value));
    }

    public void Apply(Fields send)
    {
        method = send.OptionalText("method") ?? method;
        foreach (var entry in send.OptionalMap("path")?.Map.Entries ?? [])
            pathValues[entry.Key] = Text(entry.Value);
        foreach (var (field, place) in new[] { ("query", "query"), ("headers", "header"), ("cookies", "cookie") })
        {
            foreach (var entry in send.OptionalMap(field)?.Map.Entries ?? [])
                Replace(ListOf(place), entry);
        }

        if (send.Optional("mediaType") is ScalarNode media)
            mediaType = media.Kind == ScalarKind.Null ? null : media.Text;
        if (send.Optional("body") is { } newBody)
            (body, raw) = (newBody is ScalarNode { Kind: ScalarKind.Null } ? null : newBody, null);
        if (send.OptionalText("raw") is { } newRaw)
            (body, raw) = (null, newRaw);
        certificate = send.Choice("certificate", RequestReader.CertificateNames) ?? certificate;
        send.RejectOthers();
    }

    public ExampleRequest Finish(Position at)
    {
        foreach (var parameter in path.Parameters.Where(parameter => !pathValues.ContainsKey(parameter)).ToList())
        {
            document.Problems.PathWithoutParameter(at, parameter);
            pathValues[parameter] = "";
        }

        var text = raw;
        if (body is not null)
            (mediaType, text) = BodyEncoding.Encode(mediaType ?? "application/json", body);
        if (text is not null && mediaType is not null && !headers.Exists(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            headers.Add(("Content-Type", mediaType));
        return new(method, path.Fill(pathValues), Templates(query), Templates(headers), Templates(cookies), text is null ? null : Template.Parse(text), certificate);
    }

    private List<(string Name, string Value)> ListOf(string place) => place switch
    {
        "query" => query,
        "cookie" => cookies,
        _ => headers,
    };

    private void Replace(List<(string Name, string Value)> values, Entry entry)
    {
        var at = values.FindIndex(value => value.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase));
        values.RemoveAll(value => value.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase));
        if (entry.Value is ScalarNode { Kind: ScalarKind.Null })
            return;
        var items = entry.Value is ListNode list ? list.Items.Select(Text) : [Text(entry.Value)];
        values.InsertRange(at < 0 ? values.Count : at, items.Select(item => (entry.Key, item)));
    }

    private string Text(Node node)
    {
        if (node is ScalarNode scalar)
            return scalar.Text;
        document.Problems.NoText(node.At, SpecDocument.Found(node), "a value to send");
        return "";
    }

    private static ValueList<NamedTemplate> Templates(List<(string Name, string Value)> values) =>
        values.Select(value => new NamedTemplate(value.Name, Template.Parse(value.Value))).ToValueList();
}
