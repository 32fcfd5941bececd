using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Benchmarks.Clients;
using LogoutContracts.Benchmarks.Processes;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>Fills a server with sessions by logging in.</summary>
internal static partial class Logins
{
    private const int SessionsPerUser = 10;
    private const int Connections = 8;

    /// <summary>How many credentials are written to the file: enough to be spread over the memory of the server.</summary>
    public const int Kept = 20_000;

    public const string BytesPerSession = "bytes-per-session";

    public static async Task OpenAsync(Uri address, int count, string? credentialsFile)
    {
        var kept = new string?[Math.Min(count, Kept)];
        var every = count / kept.Length;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await new PipelinedClient(address, Connections).SendAsync(count, Request, (i, answer) =>
        {
            if (i % every == 0 && i / every < kept.Length)
                kept[i / every] = CredentialsOf(answer);
        });
        var credentials = string.Join('\n', kept);
        Array.Clear(kept);
        if (credentialsFile is not null)
            await File.WriteAllTextAsync(credentialsFile, credentials);
        credentials = null;
        HostProtocol.Say(BytesPerSession, (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count);
    }

    private static byte[] Request(int i)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $$"""{"user":"user{{i / SessionsPerUser:D7}}","password":"secret"}""");
        return Encoding.ASCII.GetBytes(
            $"POST /api/v1/login HTTP/1.1\r\nHost: {IPAddress.Loopback}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static string CredentialsOf(ReadOnlySpan<byte> answer)
    {
        var text = Encoding.ASCII.GetString(answer);
        var found = CredentialsPattern().Match(text);
        return found.Success
            ? $"{found.Groups["user"].Value} {found.Groups["token"].Value}"
            : throw new InvalidOperationException($"The login failed: {text}");
    }

    [GeneratedRegex(
        "\"userId\":\"(?<user>[^\"]+)\",\"authToken\":\"(?<token>[^\"]+)\"",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex CredentialsPattern();
}
