using LogoutContracts.Mocks.Requests;
using static LogoutContracts.Page.Copying.CodeRequests;

namespace LogoutContracts.Page.Copying;

/// <summary>A program in C#, in one file.</summary>
internal static class CSharpCode
{
    public static string Of(CodeRequests requests) => $$"""
        // .NET 10 or later: dotnet run logout.cs
        using System.Text;

        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });

        async Task<HttpResponseMessage> SendAsync(string method, string path, (string Name, string Value)[] headers, string? body = null)
        {
            using var request = new HttpRequestMessage(new(method), {{Literal(requests.BaseUrl.GetLeftPart(UriPartial.Authority))}} + path);
            if (body is not null)
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            foreach (var (name, value) in headers)
            {
                if (!request.Headers.TryAddWithoutValidation(name, value))
                    (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
            }

            return await client.SendAsync(request);
        }

        {{string.Join('\n', requests.All.SkipLast(1).Select(request => $"await {Call(requests, request)};"))}}
        var response = await {{Call(requests, requests.All[^1])}};
        Console.WriteLine((int)response.StatusCode);
        Console.Write(response.Headers);
        Console.Write(response.Content.Headers);
        Console.WriteLine(await response.Content.ReadAsStringAsync());

        """;

    private static string Call(CodeRequests requests, RenderedRequest request)
    {
        // HttpClient writes the length itself.
        var headers = string.Join(
            ", ", request.Headers.Select(header => $"({Literal(header.Name)}, {Literal(header.Value)})"));
        var body = request.Body is { } text ? $", {Literal(text)}" : "";
        return $"SendAsync({Literal(request.Method)}, {Literal(requests.Prefix + request.Target)}, [{headers}]{body})";
    }
}
