using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>A request, as mappings see it. What only few mappings look at is read when one first asks for it.</summary>
public abstract class MappedRequest
{
    private static readonly IReadOnlyList<string> NoValues = [];

    private Dictionary<string, List<string>>? query;
    private Dictionary<string, List<string>>? cookies;
    private Dictionary<string, List<string>>? form;

    /// <param name="target">Path and query, as the client sent them.</param>
    /// <param name="content">The body.</param>
    protected MappedRequest(string method, string target, RequestContent content)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        (Method, Target, Content) = (method, target, content);
        RawPath = mark < 0 ? target : target[..mark];
        QueryString = mark < 0 ? "" : target[(mark + 1)..];
    }

    public string Method { get; }

    /// <summary>Path and query, as the client sent them.</summary>
    public string Target { get; }

    /// <summary>The path, not decoded.</summary>
    public string RawPath { get; }

    /// <summary>The query without the question mark, not decoded.</summary>
    public string QueryString { get; }

    public RequestContent Content { get; }

    /// <summary>The decoded path.</summary>
    public string Path => RawPath.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(RawPath) : RawPath;

    /// <summary>"http" or "https".</summary>
    public abstract string Scheme { get; }

    /// <summary>The server's name and, unless it is the default, port, as the client wrote them.</summary>
    public abstract string Authority { get; }

    /// <summary>The client's IP address; empty if it is unknown.</summary>
    public abstract string ClientAddress { get; }

    /// <summary>All headers, with their values.</summary>
    public abstract IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Headers { get; }

    /// <summary>The values of a header; empty if the request does not have it. Names ignore case.</summary>
    public abstract IReadOnlyList<string> Header(string name);

    /// <summary>The server's name, without the port.</summary>
    public string Host => Authority.LastIndexOf(':') is > 0 and var colon && !Authority.EndsWith(']') ? Authority[..colon] : Authority;

    /// <summary>The server's port.</summary>
    public int Port => Authority.Length > Host.Length
        && int.TryParse(Authority.AsSpan(Host.Length + 1), System.Globalization.CultureInfo.InvariantCulture, out var port)
            ? port : Scheme is "https" ? 443 : 80;

    /// <summary>The decoded query parameters, in order of their first value.</summary>
    public IReadOnlyDictionary<string, List<string>> Query => query ??= Pairs(FormBody.UrlEncoded(QueryString));

    public IReadOnlyDictionary<string, List<string>> Cookies => cookies ??= Pairs(Header("Cookie").SelectMany(CookiesOf));

    /// <summary>The fields of a URL-encoded form; empty if the body is none.</summary>
    public IReadOnlyDictionary<string, List<string>> Form => form ??= Pairs(
        MediaType.Essence(ContentType) is MediaType.UrlEncodedForm ? FormBody.UrlEncoded(Content.Text) : []);

    /// <summary>The Content-Type header; empty if there is none.</summary>
    public string ContentType => Header("Content-Type") is [var type, ..] ? type : "";

    internal static IReadOnlyList<string> ValuesOf(IReadOnlyDictionary<string, List<string>> pairs, string name) =>
        pairs.TryGetValue(name, out var values) ? values : NoValues;

    private static IEnumerable<(string Name, string Value)> CookiesOf(string header) => header.Split(';')
        .Select(pair => pair.Trim().Split('=', 2)).Where(pair => pair.Length == 2).Select(pair => (pair[0], pair[1]));

    private static Dictionary<string, List<string>> Pairs(IEnumerable<(string Name, string Value)> pairs)
    {
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            if (!all.TryGetValue(name, out var values))
                all.Add(name, values = []);
            values.Add(value);
        }

        return all;
    }
}
