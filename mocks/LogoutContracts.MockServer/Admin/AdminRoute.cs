using System.IO.Pipelines;
using LogoutContracts.MockServer.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Admin;

/// <param name="Path">May end in <c>{id}</c>.</param>
internal sealed record AdminRoute(string Method, string Path, Func<AdminRequest, ValueTask<AdminReply>> AnswerAsync)
{
    public const string Root = "/__admin";

    private const string Parameter = "{id}";

    /// <summary>A route that answers at once.</summary>
    public AdminRoute(string method, string path, Func<AdminRequest, AdminReply> answer)
        : this(method, path, request => ValueTask.FromResult(answer(request)))
    {
    }

    /// <summary>Whether the route needs no token.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether the route only answers requests that prefer HTML; others go to another route with this path.</summary>
    public bool IsPage { get; init; }

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
/// <param name="Aborted">Cancelled when the client has gone.</param>
internal sealed record AdminRequest(
    string Id, string Query, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body, CancellationToken Aborted);

/// <param name="ContentType">Null if there is no body.</param>
/// <param name="Headers">Additional headers.</param>
internal sealed record AdminReply(int Status, string? ContentType, ReadOnlyMemory<byte> Body, params (string Name, string Value)[] Headers)
{
    public static AdminReply Done { get; } = new(204, null, default);

    /// <summary>Writes the body piece by piece, until the token is cancelled; null if <see cref="Body"/> is the whole body.</summary>
    public Func<PipeWriter, CancellationToken, Task>? Stream { get; init; }

    public async ValueTask WriteAsync(IFeatureCollection features)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();

        // Replies may hold credentials.
        response.Headers.CacheControl = "no-store";
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        response.StatusCode = Status;
        if (Stream is not null)
        {
            response.Headers.ContentType = ContentType;
            var lifetime = features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
            await Stream(features.GetRequiredFeature<IHttpResponseBodyFeature>().Writer, lifetime.RequestAborted);
        }
        else if (ContentType is not null)
        {
            await ResponseWriter.WholeAsync(features, Status, ContentType, Body);
        }
    }
}
