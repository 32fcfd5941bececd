using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace LogoutContracts.Fuzz.Servers;

/// <summary>Sends bytes, shuts down sending, and reads until the server closes the connection.</summary>
internal static partial class RawExchange
{
    public static async Task<byte[]> OfAsync(Uri address, ReadOnlyMemory<byte> input)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = new NetworkStream(socket);
        var received = new MemoryStream();
        try
        {
            // The server may answer, and wait until its answer is read, before everything is sent.
            var sending = SendAsync(socket, input);
            await stream.CopyToAsync(received);
            await sending;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The server may close the connection of a client that breaks the protocol. What it sent before counts.
        }

        return received.ToArray();
    }

    /// <returns>What is wrong if the server sent something else than HTTP/1.1 answers; otherwise null.</returns>
    public static string? NotHttp(byte[] received)
    {
        var text = Encoding.Latin1.GetString(received);
        return text.Length == 0 || text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? null : $"the answer is not HTTP: {text}";
    }

    /// <returns>What is wrong if an answer has a status of 500 or more; otherwise null.</returns>
    public static string? ServerError(byte[] received)
    {
        var text = Encoding.Latin1.GetString(received);

        // 501 and 505 are HTTP's own answers to an unknown transfer encoding and an unknown version.
        return StatusLine().Matches(text).Select(match => match.Groups["status"].Value)
            .Any(status => status.StartsWith('5') && status is not ("501" or "505")) ? $"the answer is a server error: {text}" : null;
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> input)
    {
        while (!input.IsEmpty)
            input = input[await socket.SendAsync(input)..];
        socket.Shutdown(SocketShutdown.Send);
    }

    [GeneratedRegex(@"^HTTP/1\.1 (?<status>\d+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex StatusLine();
}
