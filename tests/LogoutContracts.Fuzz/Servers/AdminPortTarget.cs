using System.Text;

namespace LogoutContracts.Fuzz.Servers;

/// <summary>Requests to the admin API. An input is a request line and a body; the headers that the API demands are added.</summary>
internal sealed class AdminPortTarget() : ServerTarget("admin-port", isOverTls: false)
{
    public override IReadOnlyList<byte[]> Samples { get; } =
    [
        .. new[]
        {
            "GET /__admin/health\n", "GET /__admin/contracts\n", "GET /__admin/variants?contract=laravel&operation=logout\n",
            "GET /__admin/sessions?contract=laravel&state=active&limit=10\n", "POST /__admin/reset\n",
            "POST /__admin/sessions\n{\"contract\":\"laravel\",\"user\":\"alice\"}",
            "POST /__admin/sessions/end\n{\"contract\":\"laravel\",\"credential\":\"1|a\"}",
            "POST /__admin/clock/advance\n{\"by\":\"PT30M\"}", "GET /__admin/clock\n",
            "POST /__admin/force\n{\"contract\":\"laravel\",\"operation\":\"logout\",\"variant\":\"rate-limited\",\"every\":3}",
            "POST /__admin/faults\n{\"contract\":\"laravel\",\"kind\":\"delay\",\"by\":\"PT0.01S\",\"share\":0.5,\"seed\":1}",
            "DELETE /__admin/faults\n", "DELETE /__admin/force/laravel-force-1\n",
            "GET /__admin/journal?contract=laravel&status=204&limit=10\n", "GET /__admin/journal/count?path=/api\n",
            "DELETE /__admin/journal\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[]
        {
            "P9999999Y", "PT-1S", "PT0S", "P1D", "0", "1.5", "2147483648", "hang", "reset", "truncate", "empty", "next", "every", "share",
            "seed", "limit=0", "limit=-1", "limit=99999999999", "&contract=", "{\"contract\":", "\"laravel\"", "[]", "{}", "\"\"",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    protected override async Task<string?> SendAsync(byte[] input)
    {
        var end = Array.IndexOf(input, (byte)'\n');
        var (line, body) = end < 0 ? (input, []) : (input[..end], input[(end + 1)..]);
        var admin = Server.AdminAddress!;
        byte[] request =
        [
            .. line,
            .. Encoding.Latin1.GetBytes($" HTTP/1.1\r\nHost: {admin.Authority}\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {body.Length}\r\n\r\n"),
            .. body,
        ];
        var received = await RawExchange.OfAsync(admin, request);
        return RawExchange.NotHttp(received) ?? RawExchange.ServerError(received);
    }
}
