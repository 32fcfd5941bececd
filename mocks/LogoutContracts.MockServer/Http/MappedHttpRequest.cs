using LogoutContracts.Mocks.Mappings.Matching;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.MockServer.Http;

/// <summary>A request from Kestrel, as mappings see it. It outlives the request, in the journal.</summary>
internal sealed class MappedHttpRequest : MappedRequest
{
    private static readonly IReadOnlyList<string> NoValues = [];

    private readonly KeyValuePair<string, StringValues>[] headers;
    private readonly Dictionary<string, IReadOnlyList<string>> byName = new(StringComparer.OrdinalIgnoreCase);
    private bool isKept;

    /// <param name="target">Path and query, as the client sent them.</param>
    public MappedHttpRequest(
        string method, string target, string scheme, string client, KeyValuePair<string, StringValues>[] headers,
        ReadOnlyMemory<byte> body)
        : base(method, target, body.IsEmpty ? RequestContent.None : new(body))
    {
        this.headers = headers;
        (Scheme, ClientAddress) = (scheme, client);
        Authority = Header("Host") is [var host, ..] ? host : "";
    }

    public override string Scheme { get; }

    public override string Authority { get; }

    public override string ClientAddress { get; }

    public override IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Headers => headers.Select(
        header => new KeyValuePair<string, IReadOnlyList<string>>(header.Key, Texts(header.Value)));

    public static MappedHttpRequest Of(
        IFeatureCollection features, KeyValuePair<string, StringValues>[] headers, ReadOnlyMemory<byte> body)
    {
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        var client = features.Get<IHttpConnectionFeature>()?.RemoteIpAddress?.ToString() ?? "";
        return new(request.Method, TargetOf(request), request.Scheme, client, headers, body);
    }

    public override IReadOnlyList<string> Header(string name)
    {
        if (byName.TryGetValue(name, out var known))
            return known;
        var found = NoValues;
        foreach (var header in headers)
        {
            if (string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
                found = Texts(header.Value);
        }

        if (!isKept)
            byName.Add(name, found);
        return found;
    }

    /// <summary>From now on, several threads may read the request.</summary>
    public void Keep() => isKept = true;

    private static string[] Texts(StringValues values) => [.. values.Select(value => value ?? "")];

    /// <summary>The target as sent, without the server's name in absolute form and without the prefix of a shared port.</summary>
    public static string TargetOf(IHttpRequestFeature request)
    {
        var target = request.RawTarget;
        if (!target.StartsWith('/'))
        {
            var scheme = target.IndexOf("://", StringComparison.Ordinal);
            var path = scheme < 0 ? -1 : target.IndexOf('/', scheme + 3);
            target = path < 0 ? "/" : target[path..];
        }

        if (request.PathBase.Length == 0)
            return target;
        var end = target.AsSpan(1).IndexOfAny('/', '?') + 1;
        return end == 0 ? "/" : target[end] == '/' ? target[end..] : $"/{target.AsSpan(end)}";
    }
}
