using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>The requests that a mapping matches.</summary>
public sealed class RequestPattern
{
    private readonly UrlPattern url;
    private readonly ValueList<RequestCondition> conditions;

    /// <param name="methods">Empty for any method.</param>
    /// <param name="conditions">Cheap ones first.</param>
    internal RequestPattern(ValueList<string> methods, UrlPattern url, ValueList<RequestCondition> conditions)
    {
        Methods = methods;
        this.url = url;
        this.conditions = conditions;
    }

    /// <summary>Empty for any method.</summary>
    public ValueList<string> Methods { get; }

    /// <summary>The only path that can match, as a client sends it; null if others can, too.</summary>
    public string? Path => url.Literal;

    /// <summary>What it expects of the URL, for messages.</summary>
    public string Url => url.Expected;

    public bool Matches(MappedRequest request)
    {
        if (!HasMethod(request.Method) || !url.Matches(request))
            return false;
        foreach (var condition in conditions.AsSpan())
        {
            if (!condition.Holds(request))
                return false;
        }

        return true;
    }

    /// <summary>Compares the pattern with a request, part by part.</summary>
    /// <param name="redactor">Hides what the request has in places for credentials.</param>
    public IEnumerable<RulePart> Explain(MappedRequest request, Redactor redactor) =>
    [
        new("method", Methods.Count == 0 ? "any" : string.Join(" or ", Methods), request.Method, HasMethod(request.Method)),
        new("url", url.Expected, SecretLookalikes.Masked(redactor.Hide(request.RawPath)), url.Matches(request)),
        .. conditions.Select(
            condition => new RulePart(condition.Part, condition.Expected, condition.Actual(request, redactor), condition.Holds(request))),
    ];

    private bool HasMethod(string method) => Methods.Count == 0 || Methods.Contains(method, StringComparer.Ordinal);
}
