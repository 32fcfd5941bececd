using LogoutContracts.Mocks.Requests;
using static LogoutContracts.Page.Copying.CodeRequests;

namespace LogoutContracts.Page.Copying;

/// <summary>A program for Python 3, with its standard library only.</summary>
internal static class PythonCode
{
    public static string Of(CodeRequests requests) => $$"""
        # Python 3: python3 logout.py
        import http.client


        def send(method, path, headers, body=None):
            connection = http.client.HTTPConnection({{Literal(requests.BaseUrl.Host)}}, {{requests.BaseUrl.Port}})
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers:
                connection.putheader(name, value.encode())
            connection.endheaders(None if body is None else body.encode())
            response = connection.getresponse()
            return response, response.read().decode()


        {{string.Join('\n', requests.All.SkipLast(1).Select(request => Call(requests, request)))}}
        response, text = {{Call(requests, requests.All[^1])}}
        print(response.status)
        for name, value in response.getheaders():
            print(f"{name}: {value}")
        print(text)

        """;

    private static string Call(CodeRequests requests, RenderedRequest request)
    {
        var headers = string.Join(", ", HeadersOf(request).Select(header => $"({Literal(header.Name)}, {Literal(header.Value)})"));
        var body = request.Body is { } text ? $", {Literal(text)}" : "";
        return $"send({Literal(request.Method)}, {Literal(requests.Prefix + request.Target)}, [{headers}]{body})";
    }
}
