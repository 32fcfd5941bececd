using System.Globalization;
using System.Text;

namespace LogoutContracts.Tests.MockServer.Stubs;

/// <summary>A request of the samples, to be sent byte by byte.</summary>
internal sealed record StubRequests(string Method, string Target, List<string> Headers, string? Body)
{
    private const string BodyMark = "body:";

    /// <summary>Reads the file with the requests; its first line explains the format.</summary>
    public static List<StubRequests> Read(string file)
    {
        var requests = new List<StubRequests>();
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith(BodyMark, StringComparison.Ordinal))
                requests[^1] = requests[^1] with { Body = Unescaped(line[BodyMark.Length..]) };
            else if (line.Split(' ') is [var method, ['/', ..] target])
                requests.Add(new(method, target, [], null));
            else
                requests[^1].Headers.Add(line);
        }

        return requests;
    }

    public byte[] Bytes(string authority)
    {
        var text = new StringBuilder($"{Method} {Target} HTTP/1.1\r\nHost: {authority}\r\n");

        // Faults close the connection anyway, and WireMock's malformed chunk needs a connection that stays open.
        if (!Target.StartsWith("/faults/", StringComparison.Ordinal))
            text.Append("Connection: close\r\n");
        foreach (var header in Headers)
            text.Append(header).Append("\r\n");
        if (Body is not null)
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(Body)}\r\n");
        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(Body).ToString());
    }

    /// <summary>A response without the headers of the server, and without the texts that differ for each server.</summary>
    public static string Shown(byte[] response, string[] ownHeaders, bool isHead)
    {
        var text = Encoding.Latin1.GetString(response);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (!text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) || end < 0)
            return text.Length == 0 ? "closed" : "not HTTP";
        var lines = text[..end].Split("\r\n");
        var isChunked = lines.Contains("Transfer-Encoding: chunked", StringComparer.OrdinalIgnoreCase);
        var status = lines[0]["HTTP/1.1 ".Length..];
        if (status.StartsWith("404", StringComparison.Ordinal))
            return "404";
        if (status is "200 OK" && isChunked && !isHead && Unchunked(text[(end + 4)..]) is null)
            return "200 and a malformed chunk";
        var headers = lines.Skip(1).Where(line => !ownHeaders.Contains(line.Split(':')[0], StringComparer.OrdinalIgnoreCase)
            && !line.Equals("Connection: close", StringComparison.OrdinalIgnoreCase));
        var body = isHead ? "" : isChunked ? Unchunked(text[(end + 4)..]) : text[(end + 4)..];
        return $"{status}\n{string.Join('\n', headers.Order(StringComparer.OrdinalIgnoreCase))}\n\n{body}";
    }

    public override string ToString() => $"{Method} {Target} {string.Join("; ", Headers)} {Body}";

    private static string Unescaped(string text) => text.Replace("\\r", "\r", StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal);

    private static string? Unchunked(string text)
    {
        var body = new StringBuilder();
        while (true)
        {
            var end = text.IndexOf("\r\n", StringComparison.Ordinal);
            if (end < 0 || !int.TryParse(text.AsSpan(0, end), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var length))
                return null;
            if (length == 0)
                return body.ToString();
            body.Append(text, end + 2, length);
            text = text[(end + 2 + length + 2)..];
        }
    }
}
