using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Reads WireMock.Net's request patterns.</summary>
internal static class NetRequests
{
    public static RequestPattern Read(PlacedJson pattern, MappingProblems problems)
    {
        var fields = new MappingFields(pattern, "the request", problems, StringComparer.OrdinalIgnoreCase);
        var methods = Methods(fields);
        var url = Url(fields);
        var conditions = new List<RequestCondition>();
        if (fields.Optional("ClientIP") is { } client && Text(client, "the client address", problems) is { } address)
            conditions.Add(new ValueCondition(ValuePlace.ClientAddress, "", address));
        Named(fields, "Headers", "header", ValuePlace.Header, conditions);
        Named(fields, "Params", "query parameter", ValuePlace.Query, conditions);
        Named(fields, "Cookies", "cookie", ValuePlace.Cookie, conditions);
        if (fields.Object("Body", "'Body'") is { } body)
        {
            if (NetMatchers.ReadAll(body, "the body") is { } matcher)
                conditions.Add(new BodyCondition(matcher));
            body.RejectOthers();
        }

        fields.Unsupported("HttpVersion", "MethodsRejectOnMatch", "MethodsMatchOperator");
        fields.RejectOthers();
        return new(methods, url, conditions.ToValueList());
    }

    private static ValueList<string> Methods(MappingFields fields)
    {
        var methods = new List<string>();
        foreach (var method in fields.List("Methods"))
        {
            if (method.Text.Length > 0 && method.Text.All(c => char.IsAsciiLetter(c) || c is '-' or '_'))
                methods.Add(method.Text.ToUpperInvariant());
            else
                fields.Problems.NotOf(method, "a method", "a name such as GET");
        }

        return methods.ToValueList();
    }

    private static UrlPattern Url(MappingFields fields)
    {
        var (path, url) = (fields.Optional("Path"), fields.Optional("Url"));
        if (path is not null && url is not null)
            fields.Problems.Conflicting(fields.Value, ["Path", "Url"], fields.What);
        if ((path ?? url) is not { } value || Text(value, path is null ? "the URL" : "the path", fields.Problems) is not { } matcher)
            return new UrlPattern.Any();
        var only = matcher switch
        {
            EqualTo { IgnoreCase: false } exact => exact.Value,
            PatternMatch { Pattern: { } wildcard } when value.Kind == JsonValueKind.String
                && wildcard.Source.AsSpan().IndexOfAny('*', '?') < 0 => wildcard.Source,
            _ => null,
        };

        // A client sends other characters encoded, so the path as sent differs.
        var isPlain = only is not null && path is not null && !only.AsSpan().ContainsAnyExcept(Plain);
        return new UrlPattern.Condition(matcher, IsWhole: path is null, isPlain ? only : null);
    }

    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create(
        "/-._~!$&'()*,;=:@ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>A text with wildcards, or an object with matchers.</summary>
    private static ValueMatcher? Text(PlacedJson value, string what, MappingProblems problems)
    {
        if (value.Kind == JsonValueKind.String)
            return new PatternMatch(TextPattern.Wildcard(value.Text, ignoreCase: false));
        var fields = new MappingFields(value, what, problems, StringComparer.OrdinalIgnoreCase);
        var matcher = NetMatchers.ReadAll(fields, what);
        fields.RejectOthers();
        return matcher;
    }

    private static void Named(MappingFields request, string name, string kind, ValuePlace place, List<RequestCondition> conditions)
    {
        foreach (var item in request.List(name))
        {
            var fields = new MappingFields(item, $"a {kind}", request.Problems, StringComparer.OrdinalIgnoreCase);
            var (of, rejects) = (fields.Text("Name"), fields.Flag("RejectOnMatch"));
            var matcher = NetMatchers.ReadAll(fields, $"the {kind} '{of}'", isAll: true);
            if (place == ValuePlace.Query)
                fields.Unsupported("IgnoreCase");
            else
                _ = fields.Flag("IgnoreCase");
            fields.RejectOthers();
            if (item.Kind == JsonValueKind.Object && of is null)
                request.Problems.Missing(item, "Name", fields.What);
            if (of is not null)
                conditions.Add(new ValueCondition(place, of, new NetValue(matcher, rejects)));
        }
    }

    /// <summary>A value that must be there, unless the mapping rejects it.</summary>
    private sealed record NetValue(ValueMatcher? Matcher, bool Rejects) : ValueMatcher
    {
        public override string Expected => $"{(Rejects ? "nothing, or " : "")}{Matcher?.Expected ?? "a value"}";

        public override bool Matches(Subject subject) =>
            subject.IsAbsent ? Rejects : Matcher is null ? !Rejects : Matcher.Matches(subject);
    }
}
