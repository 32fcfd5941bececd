using LogoutContracts.MockServer.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Admin;

/// <param name="Path">May end in <c>{id}</c>.</param>
internal sealed record AdminRoute(string Method, string Path, Func<AdminRequest, AdminReply> Answer)
{
    public const string Root = "/__admin";

    private const string Parameter = "{id}";

    /// <summary>Whether the route needs no token.</summary>
    public bool IsOpen { get; init; }

    /// <summary>
    /// Whether a change needs no Content-Type if it has no body: WireMock's clients send none. A web page cannot send such a request
    /// without an Origin header.
    /// </summary>
    public bool AllowsNoBody { get; init; }

    /// <param name="id">Value of the path parameter; empty if the route has none.</param>
    public bool Matches(string path, out string id)
    {
        id = "";
        if (!Path.EndsWith(Parameter, StringComparison.Ordinal))
            return string.Equals(path, Path, StringComparison.Ordinal);
        var before = Path[..^Parameter.Length];
        if (!path.StartsWith(before, StringComparison.Ordinal) || path.Length == before.Length || path.IndexOf('/', before.Length) >= 0)
            return false;
        id = path[before.Length..];
        return true;
    }
}

/// <param name="Id">Value of the path parameter; empty if the route has none.</param>
/// <param name="Query">With the question mark.</param>
internal sealed record AdminRequest(string Id, string Query, ReadOnlyMemory<byte> Body);

/// <param name="ContentType">Null if there is no body.</param>
/// <param name="Headers">Additional headers.</param>
internal sealed record AdminReply(int Status, string? ContentType, ReadOnlyMemory<byte> Body, params (string Name, string Value)[] Headers)
{
    public static AdminReply Done { get; } = new(204, null, default);

    public ValueTask WriteAsync(IFeatureCollection features)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;

        // Replies may hold credentials.
        response.Headers.CacheControl = "no-store";
        if (ContentType is not null)
            return ResponseWriter.JsonAsync(features, Status, ContentType, Body);
        response.StatusCode = Status;
        return ValueTask.CompletedTask;
    }
}
