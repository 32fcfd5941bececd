using LogoutContracts.Mocks.Requests;
using static LogoutContracts.Page.Copying.CodeRequests;

namespace LogoutContracts.Page.Copying;

/// <summary>A program for Node, with its own modules only. fetch cannot send the headers Cookie, Host and Connection as they are.</summary>
internal static class NodeCode
{
    public static string Of(CodeRequests requests) => $$"""
        // Node 18 or later: node logout.mjs
        import http from 'node:http';

        function send(method, path, headers, body) {
          return new Promise((resolve, reject) => {
            const all = ['Host', {{Literal(requests.BaseUrl.Authority)}}, ...headers];
            const to = { host: {{Literal(requests.BaseUrl.Host)}}, port: {{requests.BaseUrl.Port}} };
            http.request({ ...to, method, path, headers: all }, response => {
              let text = '';
              response.setEncoding('utf8').on('data', part => { text += part; }).on('end', () => resolve({ response, text }));
            }).on('error', reject).end(body);
          });
        }

        {{string.Join('\n', requests.All.SkipLast(1).Select(request => $"await {Call(requests, request)};"))}}
        const { response, text } = await {{Call(requests, requests.All[^1])}};
        console.log(response.statusCode);
        for (let i = 0; i < response.rawHeaders.length; i += 2) console.log(`${response.rawHeaders[i]}: ${response.rawHeaders[i + 1]}`);
        console.log(text);

        """;

    private static string Call(CodeRequests requests, RenderedRequest request)
    {
        var headers = string.Join(", ", HeadersOf(request).Select(header => $"{Literal(header.Name)}, {Literal(header.Value)}"));
        var body = request.Body is { } text ? $", {Literal(text)}" : "";
        return $"send({Literal(request.Method)}, {Literal(requests.Prefix + request.Target)}, [{headers}]{body})";
    }
}
