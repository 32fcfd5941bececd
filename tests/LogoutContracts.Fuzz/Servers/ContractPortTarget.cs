using System.Text;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Fuzz.Servers;

/// <summary>Requests to the port of a contract, byte by byte.</summary>
internal sealed class ContractPortTarget() : ServerTarget("contract-port", isOverTls: false)
{
    public override IReadOnlyList<byte[]> Samples { get; } =
    [
        .. Plans.Of("laravel").Variants.Where(variant => variant is { IsDefault: true, IsServed: true })
            .Select(variant => Http1(RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf))),
        Encoding.Latin1.GetBytes("POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Trailer: 1\r\n\r\n"),
    ];

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[]
        {
            "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Expect: 100-continue\r\n", "Connection: close\r\n", "Host: b\r\n",
            "HTTP/1.0", "HTTP/2.0", "FFFFFFFFF\r\n", "0\r\n\r\n", "\r\n\r\n", "GET ", "HEAD ", "CONNECT ", "http://a/", "*", "?",
            "Cookie: a=b;;=;\r\n", "Upgrade: h2c\r\n", "Authorization: Bearer \r\n",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    // A contract may state a 500. One that it does not state is an error that the mock reports.
    protected override async Task<string?> SendAsync(byte[] input) =>
        RawExchange.NotHttp(await RawExchange.OfAsync(Server.BaseAddress, input));

    private static byte[] Http1(RenderedRequest request)
    {
        var length = request.Body is null ? "" : $"Content-Length: {Encoding.UTF8.GetByteCount(request.Body)}\r\n";
        var headers = string.Concat(request.Headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        return Encoding.UTF8.GetBytes($"{request.Method} {request.Target} HTTP/1.1\r\nHost: a\r\n{headers}{length}\r\n{request.Body}");
    }
}
