using System.Net;
using System.Net.Sockets;

namespace LogoutContracts.Cli.Serve;

/// <summary>The value of <c>--bind</c>.</summary>
internal static class BindAddress
{
    public const string Default = "127.0.0.1";

    /// <exception cref="Context.UserErrorException">The text is not an IP address.</exception>
    public static IPAddress Parse(string text)
    {
        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return IPAddress.Loopback;

        // IPAddress.TryParse also accepts '1', as 0.0.0.1, which nobody means.
        return IPAddress.TryParse(text.Trim('[', ']'), out var address)
            && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3)
            ? address : throw ServeErrors.BindAddress(text);
    }
}
