using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>A condition for a part of a request.</summary>
internal abstract record RequestCondition
{
    /// <summary>The part of the request, such as "header Accept".</summary>
    public abstract string Part { get; }

    /// <summary>What it expects, for messages.</summary>
    public abstract string Expected { get; }

    public abstract bool Holds(MappedRequest request);

    /// <summary>What the request has there, for messages.</summary>
    public abstract string Actual(MappedRequest request, Redactor redactor);
}

/// <summary>Where a request has named values.</summary>
internal enum ValuePlace
{
    Header,
    Query,
    Cookie,
    Form,
    Path,
    Host,
    Port,
    Scheme,
    ClientAddress,
}

/// <summary>A condition for a named value, such as a header.</summary>
/// <param name="Template">The template that names the parameters of a path; null for other places.</param>
internal sealed record ValueCondition(ValuePlace Place, string Name, ValueMatcher Matcher, PathTemplate? Template = null) : RequestCondition
{
    public override string Part => Place switch
    {
        ValuePlace.Header => $"header {Name}",
        ValuePlace.Query => $"query parameter {Name}",
        ValuePlace.Cookie => $"cookie {Name}",
        ValuePlace.Form => $"form field {Name}",
        ValuePlace.Path => $"path parameter {Name}",
        ValuePlace.ClientAddress => "client address",
        ValuePlace.Host => "host",
        ValuePlace.Port => "port",
        _ => "scheme",
    };

    public override string Expected => Matcher.Expected;

    public override bool Holds(MappedRequest request) => Matcher.MatchesAny(Values(request));

    public override string Actual(MappedRequest request, Redactor redactor) => Values(request) is { Count: > 0 } values
        ? string.Join(", ", values.Select(
            value => IsSecret(redactor) ? Redactor.Hash(value) : $"'{SecretLookalikes.Masked(redactor.Hide(value))}'"))
        : "nothing";

    private bool IsSecret(Redactor redactor) => Place switch
    {
        ValuePlace.Header => redactor.IsSecret(Name),
        ValuePlace.Cookie => true,
        ValuePlace.Query or ValuePlace.Form or ValuePlace.Path => redactor.IsSecretName(Name),
        _ => false,
    };

    private IReadOnlyList<string> Values(MappedRequest request) => Place switch
    {
        ValuePlace.Header => request.Header(Name),
        ValuePlace.Query => MappedRequest.ValuesOf(request.Query, Name),
        ValuePlace.Cookie => MappedRequest.ValuesOf(request.Cookies, Name),
        ValuePlace.Form => MappedRequest.ValuesOf(request.Form, Name),
        ValuePlace.Path => Template!.ValuesIn(request.RawPath).TryGetValue(Name, out var value) ? [value] : [],
        ValuePlace.Host => [request.Host],
        ValuePlace.Port => [request.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)],
        ValuePlace.Scheme => [request.Scheme],
        _ => [request.ClientAddress],
    };
}

/// <summary>A condition for the body.</summary>
internal sealed record BodyCondition(ValueMatcher Matcher) : RequestCondition
{
    public override string Part => "body";

    public override string Expected => Matcher.Expected;

    public override bool Holds(MappedRequest request) => Matcher.Matches(new(request.Content));

    public override string Actual(MappedRequest request, Redactor redactor) => string.Create(null, $"{request.Content.Bytes.Length} bytes");
}

/// <summary>A condition for the parts of a multipart body: one part, or every part, fulfils all conditions.</summary>
/// <param name="Headers">Conditions for the headers of the part.</param>
internal sealed record MultipartCondition(
    ValueList<(string Name, ValueMatcher Matcher)> Headers, ValueList<ValueMatcher> Bodies, bool IsForAll) : RequestCondition
{
    public override string Part => "multipart body";

    public override string Expected =>
        $"{(IsForAll ? "every part" : "a part")} with {string.Join(" and ", Bodies.Select(body => body.Expected)
            .Concat(Headers.Select(header => $"{header.Name} {header.Matcher.Expected}")))}";

    public override bool Holds(MappedRequest request)
    {
        var parts = MultipartParts.Of(request.ContentType, request.Content.Text);
        return IsForAll ? parts.Count > 0 && parts.TrueForAll(Fits) : parts.Exists(Fits);
    }

    public override string Actual(MappedRequest request, Redactor redactor) => string.Create(null, $"{request.Content.Bytes.Length} bytes");

    private bool Fits(MultipartPart part) => Bodies.All(body => body.Matches(new(part.Body)))
        && Headers.All(header => header.Matcher.MatchesAny(
            [.. part.Headers.Where(each => each.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase)).Select(each => each.Value)]));
}
