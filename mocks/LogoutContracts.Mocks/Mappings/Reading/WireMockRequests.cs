using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Reads WireMock's request patterns.</summary>
internal static class WireMockRequests
{
    private const string AnyMethod = "ANY";

    private static readonly string[] Urls = ["url", "urlPattern", "urlPath", "urlPathPattern", "urlPathTemplate"];

    /// <param name="pattern">Null for any request.</param>
    public static RequestPattern Read(PlacedJson? pattern, MappingProblems problems)
    {
        if (pattern is null)
            return new([], new UrlPattern.Any(), []);
        var fields = new MappingFields(pattern, "the request", problems, StringComparer.Ordinal);
        var method = Method(fields);
        var url = Url(fields);
        var conditions = new List<RequestCondition>();
        Server(fields, conditions);
        PathParameters(fields, url, conditions);
        Named(fields, "headers", "header", ValuePlace.Header, conditions);
        BasicAuthentication(fields, conditions);
        Named(fields, "queryParameters", "query parameter", ValuePlace.Query, conditions);
        Named(fields, "cookies", "cookie", ValuePlace.Cookie, conditions);
        Named(fields, "formParameters", "form field", ValuePlace.Form, conditions);
        foreach (var body in fields.List("bodyPatterns"))
        {
            if (WireMockMatchers.Read(body, "the body", problems) is { } matcher)
                conditions.Add(new BodyCondition(matcher));
        }

        foreach (var part in fields.List("multipartPatterns"))
            Multipart(part, problems, conditions);
        fields.Unsupported("customMatcher");
        fields.RejectOthers();
        return new(method is null or AnyMethod ? [] : [method], url, conditions.ToValueList());
    }

    private static string? Method(MappingFields fields)
    {
        if (fields.Text("method") is not { } method)
            return null;
        if (method.Length > 0 && method.All(c => char.IsAsciiLetterUpper(c) || c is '-' or '_'))
            return method;
        fields.Problems.Malformed(fields.Optional("method")!, "'method'", $"a method in capital letters, such as GET, or {AnyMethod}");
        return null;
    }

    private static UrlPattern Url(MappingFields fields)
    {
        var used = Urls.Where(name => fields.Optional(name) is not null).ToList();
        if (used.Count > 1)
            fields.Problems.Conflicting(fields.Value, used, fields.What);
        if (used is not [var only] || fields.Text(only) is not { } text)
            return new UrlPattern.Any();
        switch (only)
        {
            case "url" or "urlPath" when text is not ['/', ..]:
                fields.Problems.Malformed(fields.Optional(only)!, $"'{only}'", "a path that starts with '/'");
                return new UrlPattern.Any();
            case "urlPath" when text.Contains('?', StringComparison.Ordinal):
                fields.Problems.Malformed(fields.Optional(only)!, $"'{only}'", "a path without a query; use 'url' or 'queryParameters'");
                return new UrlPattern.Any();
            case "url":
                return new UrlPattern.Exact(text);
            case "urlPath":
                return new UrlPattern.ExactPath(text);
            case "urlPathTemplate":
                var template = new PathTemplate(text);
                if (!template.IsWellFormed)
                    fields.Problems.Malformed(fields.Optional(only)!, $"'{only}'", PathTemplate.Forms);
                return new UrlPattern.Template(template);
            default:
                if (TextPattern.TryWhole(text, out var pattern, out var problem))
                    return only is "urlPattern" ? new UrlPattern.Pattern(pattern) : new UrlPattern.PathPattern(pattern);
                fields.Problems.Malformed(fields.Optional(only)!, $"'{only}'", problem);
                return new UrlPattern.Any();
        }
    }

    private static void Server(MappingFields fields, List<RequestCondition> conditions)
    {
        if (fields.Text("scheme") is { } scheme)
            conditions.Add(new ValueCondition(ValuePlace.Scheme, "", new EqualTo(scheme)));
        if (fields.Optional("host") is { } host && WireMockMatchers.Read(host, "the host", fields.Problems) is { } name)
            conditions.Add(new ValueCondition(ValuePlace.Host, "", name));
        if (fields.Whole("port", 1, 65535) is { } port)
        {
            var number = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
            conditions.Add(new ValueCondition(ValuePlace.Port, "", new EqualTo(number)));
        }

        if (fields.Optional("clientIp") is { } client
            && WireMockMatchers.Read(client, "the client address", fields.Problems) is { } address)
            conditions.Add(new ValueCondition(ValuePlace.ClientAddress, "", address));
    }

    private static void PathParameters(MappingFields fields, UrlPattern url, List<RequestCondition> conditions)
    {
        foreach (var member in fields.Named("pathParameters"))
        {
            if (WireMockMatchers.Read(member.Value, $"the path parameter '{member.Name}'", fields.Problems) is not { } matcher)
                continue;
            if (url is UrlPattern.Template { Path: var template } && template.Parameters.Contains(member.Name, StringComparer.Ordinal))
                conditions.Add(new ValueCondition(ValuePlace.Path, member.Name, matcher, template));
            else
                fields.Problems.Unknown(fields.Value, member, "'pathParameters'", ParametersOf(url));
        }
    }

    private static IReadOnlyCollection<string> ParametersOf(UrlPattern url) =>
        url is UrlPattern.Template { Path: var template } ? [.. template.Parameters] : ["urlPathTemplate"];

    private static void Named(MappingFields fields, string name, string kind, ValuePlace place, List<RequestCondition> conditions)
    {
        foreach (var member in fields.Named(name))
        {
            if (WireMockMatchers.Read(member.Value, $"the {kind} '{member.Name}'", fields.Problems) is { } matcher)
                conditions.Add(new ValueCondition(place, member.Name, matcher));
        }
    }

    private static void BasicAuthentication(MappingFields fields, List<RequestCondition> conditions)
    {
        if (fields.Optional("basicAuth", "basicAuthCredentials") is not { } value)
            return;
        var credentials = new MappingFields(value, "'basicAuth'", fields.Problems, StringComparer.Ordinal);
        var (user, password) = (credentials.Text("username"), credentials.Text("password"));
        foreach (var name in (ReadOnlySpan<string>)["username", "password"])
        {
            if (value.Kind == JsonValueKind.Object && credentials.Optional(name) is null)
                fields.Problems.Missing(value, name, "'basicAuth'");
        }

        credentials.RejectOthers();
        var expected = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";
        conditions.Add(new ValueCondition(ValuePlace.Header, "Authorization", new EqualTo(expected)));
    }

    private static void Multipart(PlacedJson value, MappingProblems problems, List<RequestCondition> conditions)
    {
        var fields = new MappingFields(value, "the multipart pattern", problems, StringComparer.Ordinal);
        var type = fields.Text("matchingType");
        if (type is not (null or "ANY" or "ALL"))
            problems.NotOneOf(fields.Optional("matchingType")!, "'matchingType'", ["ANY", "ALL"]);
        var bodies = fields.List("bodyPatterns").Select(body => WireMockMatchers.Read(body, "the part", problems))
            .OfType<ValueMatcher>().ToValueList();
        var headers = fields.Named("headers")
            .Select(member => (
                member.Name, Matcher: WireMockMatchers.Read(member.Value, $"the header '{member.Name}' of the part", problems)))
            .Where(header => header.Matcher is not null).Select(header => (header.Name, header.Matcher!)).ToValueList();

        // WireMock reads them, but does not look at them.
        fields.Unsupported("name", "fileName");
        fields.RejectOthers();
        conditions.Add(new MultipartCondition(headers, bodies, type is "ALL"));
    }
}
