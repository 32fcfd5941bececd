using System.Globalization;
using System.Text;

namespace LogoutContracts.Tests.MockServer.Http;

/// <summary>Mutations of good requests. The same seed and number give the same bytes on every machine.</summary>
/// <param name="good">Whole requests with head and body, one byte per character.</param>
internal sealed class MutatedRequests(int seed, IReadOnlyList<string> good)
{
    private const string End = "\r\n\r\n";

    private static readonly string[] Hostile =
    [
        "\0", "%00", "%ff%fe", "%ED%A0%80", "%2", "\u00ff\u00fe", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\r", "\n", "\r\n", ":", ";", ",",
        "=", "\"", "{", "[", "../", "//", "?", "#", " ", "\t", "-1", "0x", "1e999", "NaN", "\\u0000", "\\ud800",
    ];

    // Mutations that keep the request complete. It must be answered or refused.
    private static readonly Func<Random, string, string>[] Whole =
    [
        (random, request) => WithTarget(request, target => Inserted(random, target, Hostile[random.Next(5)])),
        (random, request) => WithTarget(request, target => target + new string('a', random.Next(16_000))),
        (random, request) => WithTarget(request, target => $"{target}?{Garbage(random, 40)}"),
        (random, request) => WithTarget(request, target => $"{target}/{AnyValue(random, request)}"),
        (random, request) => WithBody(request, body =>
            $"{{\"note\":\"{AnyValue(random, request)}\",\"{AnyValue(random, request)}\":{(body.Length > 0 ? body : "1")}}}"),
        (random, request) => WithHeader(request, $"X-{random.Next()}: {Garbage(random, random.Next(2_000))}"),
        (random, request) => WithHeader(request, $"X-Big: {new string('x', random.Next(60_000))}"),
        (random, request) => WithHeader(request, string.Join("\r\n", Enumerable.Range(0, random.Next(200)).Select(i => $"X-{i}: {i}"))),
        (random, request) => WithHeader(request, $"Prefer: {(random.Next(2) == 0 ? "variant" : "code")}={Garbage(random, 8)}"),
        (random, request) => WithHeader(request, $"Cookie: {Garbage(random, 100)}; a=b;;=;{Garbage(random, 5)}"),
        (random, request) => WithLine(random, request, line => line + Garbage(random, 10)),
        (random, request) => WithLine(random, request, line => $"{line}\r\n{line}"),
        (random, request) => WithLine(random, request, _ => "X-Gone: 1"),
        (random, request) => WithLine(random, request, Swapped),
        (random, request) => WithBody(request, body => Inserted(random, body, Hostile[random.Next(Hostile.Length)])),
        (random, request) => WithBody(request, body => Flipped(random, body)),
        (random, request) => WithBody(request, _ => Nested(random)),
        (random, request) => WithBody(request, _ => Latin1(random, random.Next(100_000))),
        (random, request) => WithBody(request, _ => $"{{\"sessionId\":{Json(random, 4)}}}"),
        (random, request) => Chunked(random, request),
    ];

    // Mutations after which the end of the request is unknown.
    private static readonly Func<Random, string, string>[] Broken =
    [
        Flipped,
        (random, request) => Inserted(random, request, Hostile[random.Next(Hostile.Length)]),
        (random, request) => request[..random.Next(request.Length)],
        (random, request) => request.Remove(random.Next(request.Length / 2), random.Next(request.Length / 2)),
        (random, request) => Inserted(random, request, request.Substring(random.Next(request.Length / 2), random.Next(request.Length / 2))),
        (random, request) => request.Replace(" HTTP/1.1", $" HTTP/{random.Next(10)}.{random.Next(10)}", StringComparison.Ordinal),
        (random, request) => $"{Garbage(random, 10)}{request}",
        (random, request) => request.Replace("\r\n", "\n", StringComparison.Ordinal),
        (random, request) => WithHeader(
            request, $"Content-Length: {new[] { "-1", "ten", "99999999999999999999", "1048577", "3", "0" }[random.Next(6)]}"),
        (random, request) => WithHeader(
            request, $"Transfer-Encoding: {new[] { "chunked", "braille", "gzip, chunked", "chunked, chunked" }[random.Next(4)]}"),
        (random, request) => WithHeader(request, "Expect: 100-continue"),
        (random, request) => Flipped(random, Chunked(random, request)),
        (random, request) => Chunked(random, request)[..^random.Next(1, Math.Min(8, request.Length))],
        (random, request) => string.Concat(Enumerable.Repeat(request, random.Next(2, 20))),
        (random, _) => Latin1(random, random.Next(1, 3_000)),
    ];

    public MutatedRequest this[int number]
    {
        get
        {
            var random = new Random(unchecked((seed * 397) ^ number));
            var request = good[random.Next(good.Count)];
            var isWhole = random.Next(2) == 0;
            for (var i = random.Next(1, 4); i > 0 && request.Length > 4; i--)
                request = (isWhole ? Whole[random.Next(Whole.Length)] : Broken[random.Next(Broken.Length)])(random, request);
            return new(
                Encoding.Latin1.GetBytes(request),
                isWhole,
                Pieces: random.Next(8) == 0 ? random.Next(2, 30) : 1,
                Leaves: random.Next(10) == 0,
                Lingers: !isWhole && random.Next(100) == 0);
        }
    }

    private static string WithTarget(string request, Func<string, string> change)
    {
        var parts = request.Split(' ', 3);
        return parts.Length < 3 ? request : $"{parts[0]} {change(parts[1])} {parts[2]}";
    }

    private static string WithHeader(string request, string header) =>
        request.IndexOf("\r\n", StringComparison.Ordinal) is >= 0 and var end ? $"{request[..end]}\r\n{header}{request[end..]}" : request;

    /// <param name="change">Applied to one header, except Content-Length and Host.</param>
    private static string WithLine(Random random, string request, Func<string, string> change)
    {
        var (head, body) = Parted(request);
        var lines = head.Split("\r\n");
        var candidates = Enumerable.Range(1, lines.Length - 1)
            .Where(i => !lines[i].StartsWith("Content-Length", StringComparison.Ordinal)
                && !lines[i].StartsWith("Host", StringComparison.Ordinal))
            .ToList();
        if (candidates.Count == 0)
            return request;
        var line = candidates[random.Next(candidates.Count)];
        lines[line] = change(lines[line]);
        return string.Join("\r\n", lines) + End + body;
    }

    private static string WithBody(string request, Func<string, string> change)
    {
        var (head, body) = Parted(request);
        if (!head.Contains("\r\nContent-Length: ", StringComparison.Ordinal))
            return request;
        var changed = change(body);
        return $"{WithoutLength(head)}\r\nContent-Length: {changed.Length}{End}{changed}";
    }

    private static string Chunked(Random random, string request)
    {
        var (head, body) = Parted(request);
        if (!head.Contains("\r\nContent-Length: ", StringComparison.Ordinal))
            return request;
        var chunks = new StringBuilder($"{WithoutLength(head)}\r\nTransfer-Encoding: chunked{End}");
        for (var at = 0; at < body.Length;)
        {
            var length = Math.Min(body.Length - at, random.Next(1, 1 + Math.Max(1, body.Length / 3)));
            var extension = random.Next(4) == 0 ? ";name=value" : "";
            chunks.Append(CultureInfo.InvariantCulture, $"{length:x}{extension}\r\n{body.AsSpan(at, length)}\r\n");
            at += length;
        }

        return chunks.Append(random.Next(4) == 0 ? "0\r\nX-Trailer: 1\r\n\r\n" : "0\r\n\r\n").ToString();
    }

    private static string WithoutLength(string head) =>
        string.Join("\r\n", head.Split("\r\n").Where(line => !line.StartsWith("Content-Length", StringComparison.Ordinal)));

    private static (string Head, string Body) Parted(string request) =>
        request.IndexOf(End, StringComparison.Ordinal) is >= 0 and var end
            ? (request[..end], request[(end + End.Length)..])
            : (request, "");

    // The value of any header, often a credential, for use in another place.
    private static string AnyValue(Random random, string request)
    {
        var values = Parted(request).Head.Split("\r\n").Select(line => line.Split(": ", 2))
            .Where(line => line.Length == 2).Select(line => line[1]).ToList();
        return values.Count == 0 ? "" : values[random.Next(values.Count)];
    }

    // Swaps name and value, such as "63|Of0T…: Authorization".
    private static string Swapped(string header) => header.Split(": ", 2) is [var name, var value] ? $"{value}: {name}" : header;

    private static string Inserted(Random random, string text, string what) => text.Insert(random.Next(text.Length + 1), what);

    private static string Flipped(Random random, string text)
    {
        var bytes = text.ToCharArray();
        for (var i = random.Next(1, 5); i > 0 && bytes.Length > 0; i--)
            bytes[random.Next(bytes.Length)] ^= (char)(1 << random.Next(8));
        return new(bytes);
    }

    private static string Nested(Random random)
    {
        var (opening, closing) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var end = random.Next(2) == 0 ? "1" + string.Concat(Enumerable.Repeat(closing, 10_000)) : "";
        return string.Concat(Enumerable.Repeat(opening, 10_000)) + end;
    }

    private static string Json(Random random, int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => "null",
        1 => "true",
        2 => random.NextDouble().ToString("R", CultureInfo.InvariantCulture),
        3 => $"{new string('9', random.Next(1, 400))}e{random.Next(1_000)}",
        4 => "\"\\ud800\"",
        5 => $"\"{new string('s', random.Next(100))}\"",
        6 => $"[{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Json(random, depth - 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(i => $"\"p{i % 3}\":{Json(random, depth - 1)}"))}}}",
    };

    // Characters that are valid in a header.
    private static string Garbage(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next('!', '~')));

    private static string Latin1(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(256)));
}

/// <param name="IsWhole">Whether the server sees a complete request, so that an answer must follow.</param>
/// <param name="Pieces">The number of parts in which it is sent.</param>
/// <param name="Leaves">Whether the client disconnects without waiting for an answer.</param>
/// <param name="Lingers">Whether the client keeps the connection open and sends nothing more.</param>
internal sealed record MutatedRequest(byte[] Bytes, bool IsWhole, int Pieces, bool Leaves, bool Lingers);
