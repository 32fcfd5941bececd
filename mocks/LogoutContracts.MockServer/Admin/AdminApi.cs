using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Specs.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Admin;

/// <summary>Answers requests to the admin port. admin.openapi.yaml describes the API.</summary>
internal sealed class AdminApi(AdminGate gate, IReadOnlyList<AdminRoute> routes)
{
    public async ValueTask AnswerAsync(IFeatureCollection features)
    {
        var body = await RequestBodyReader.ReadAsync(features);
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        var isPage = AcceptHeader.PrefersHtml(request.Headers.Accept);
        var found = routes.Where(route => route.IsPage == isPage && IsAt(route, request.Path)).ToList();
        if (isPage && found.Count == 0)
            found = [.. routes.Where(route => !route.IsPage && IsAt(route, request.Path))];
        var refusal = gate.Refuse(request, isOpen: found.Exists(route => route.IsOpen));
        var aborted = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        AdminReply reply;
        try
        {
            reply = refusal ?? await ReplyAsync(request, found, body, aborted);
        }
        catch (StateUnavailableException e)
        {
            reply = AdminProblems.NoState(e.Message);
        }

        await reply.WriteAsync(features);
    }

    private ValueTask<AdminReply> ReplyAsync(
        IHttpRequestFeature request, List<AdminRoute> found, ReadOnlyMemory<byte> body, CancellationToken aborted)
    {
        var (method, path) = (request.Method, Current(request.Path));
        var route = found.Find(route => string.Equals(route.Method, method, StringComparison.Ordinal))
            ?? (method is "HEAD" ? found.Find(route => route.Method is "GET") : null);
        if (route is not null)
        {
            route.Matches(route.IsPage ? request.Path : path, out var id);
            return IsAllowed(route, request.Headers, body)
                ? route.AnswerAsync(new(id, request.QueryString, request.Headers, body, aborted))
                : ValueTask.FromResult(AdminProblems.NotJson(method, path));
        }

        var allowed = found.SelectMany(route => route.Method is "GET" ? ["GET", "HEAD"] : (string[])[route.Method]).ToList();
        return ValueTask.FromResult(allowed.Count > 0 ? AdminProblems.WrongMethod(method, path, string.Join(", ", allowed))
            : AdminProblems.NoPath(path, [.. routes.Select(route => route.Path).Distinct(StringComparer.Ordinal)]));
    }

    private static bool IsAt(AdminRoute route, string path) => route.Matches(route.IsPage ? path : Current(path), out _);

    // Web pages can send forms to any server, but JSON only to one that allows it. Browsers mark their own requests with Sec-Fetch-Site.
    private static bool IsAllowed(AdminRoute route, IHeaderDictionary headers, ReadOnlyMemory<byte> body) => route.Method is "GET"
        || (headers.ContentType is [{ } type] && MediaType.Essence(type) is AdminJson.ContentType)
        || (route.AllowsNoBody && body.IsEmpty && headers.ContentType.Count == 0 && !headers.ContainsKey("Sec-Fetch-Site"));

    // Paths from before the admin API moved under /__admin.
    private static string Current(string path) => path switch
    {
        "/" => $"{AdminRoute.Root}/contracts",
        "/health" or "/contracts" or "/reset" => AdminRoute.Root + path,
        _ => path,
    };
}
