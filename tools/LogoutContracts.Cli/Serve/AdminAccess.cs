using System.Net;

namespace LogoutContracts.Cli.Serve;

/// <summary>Who may use the admin port: without a token, only clients on loopback; with a token, those who send it.</summary>
/// <param name="Token">The required token; null if none is required.</param>
internal sealed record AdminAccess(bool IsOn, string? Token)
{
    /// <summary>Minimum length of a token that guards against a network, in characters.</summary>
    private const int MinLength = 16;

    /// <param name="token">As on the command line; null if not given.</param>
    /// <param name="variable">The environment variable; null if not set.</param>
    /// <param name="off">Whether <c>--no-admin</c> is given.</param>
    /// <param name="bind">The address as on the command line.</param>
    /// <exception cref="Context.UserErrorException">The options contradict each other, or the token is missing or invalid.</exception>
    public static AdminAccess Choose(string? token, string? variable, bool off, IPAddress address, string bind)
    {
        if (off)
            return token is null ? new(IsOn: false, null) : throw ServeErrors.AdminTokenUnused();
        token ??= string.IsNullOrEmpty(variable) ? null : variable;
        if (token is null)
            return IPAddress.IsLoopback(address) ? new(IsOn: true, null) : throw ServeErrors.AdminUnprotected(bind);
        if (token.Length == 0 || !token.All(c => c is > ' ' and <= '~'))
            throw ServeErrors.AdminToken();
        return token.Length >= MinLength || IPAddress.IsLoopback(address)
            ? new(IsOn: true, token)
            : throw ServeErrors.AdminTokenShort(token.Length, MinLength, bind);
    }
}
