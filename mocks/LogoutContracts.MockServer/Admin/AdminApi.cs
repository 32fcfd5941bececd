using System.Net;
using LogoutContracts.MockServer.Http;
using LogoutContracts.Specs.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Admin;

/// <summary>Answers requests to the admin port. admin.openapi.yaml describes the API.</summary>
internal sealed class AdminApi(IPAddress bind, string? token, IReadOnlyList<AdminRoute> routes)
{
    private readonly AdminGate gate = new(bind, token);

    public ValueTask AnswerAsync(IFeatureCollection features)
    {
        var body = RequestBodyReader.ReadAsync(features);
        return body.IsCompletedSuccessfully ? Answer(features, body.Result) : Awaited(body, features);

        async ValueTask Awaited(ValueTask<ReadOnlyMemory<byte>> reading, IFeatureCollection to) => await Answer(to, await reading);
    }

    private ValueTask Answer(IFeatureCollection features, ReadOnlyMemory<byte> body)
    {
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        var path = Current(request.Path);
        var refusal = gate.Refuse(request.Headers, isOpen: routes.Any(route => route.IsOpen && route.Matches(path, out _)));
        return (refusal ?? Reply(request, path, body)).WriteAsync(features);
    }

    private AdminReply Reply(IHttpRequestFeature request, string path, ReadOnlyMemory<byte> body)
    {
        var method = request.Method;
        var allowed = new List<string>();
        foreach (var route in routes)
        {
            if (!route.Matches(path, out var id))
                continue;
            if (string.Equals(route.Method, method, StringComparison.Ordinal) || (route.Method is "GET" && method is "HEAD"))
            {
                return IsAllowed(route, request.Headers, body)
                    ? route.Answer(new(id, request.QueryString, body))
                    : AdminProblems.NotJson(method, path);
            }

            allowed.AddRange(route.Method is "GET" ? ["GET", "HEAD"] : [route.Method]);
        }

        return allowed.Count > 0 ? AdminProblems.WrongMethod(method, path, string.Join(", ", allowed))
            : AdminProblems.NoPath(path, [.. routes.Select(route => route.Path).Distinct(StringComparer.Ordinal)]);
    }

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
