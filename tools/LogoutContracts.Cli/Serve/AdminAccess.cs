using System.Net;

namespace LogoutContracts.Cli.Serve;

/// <summary>Who may steer the server: on loopback everybody who is there; elsewhere those who know a token, or nobody.</summary>
/// <param name="Token">Null: none is asked for.</param>
internal sealed record AdminAccess(bool IsOn, string? Token)
{
    /// <param name="token">As on the command line.</param>
    /// <param name="variable">As in the environment.</param>
    /// <param name="bind">As on the command line.</param>
    public static AdminAccess Choose(string? token, string? variable, bool off, IPAddress address, string bind)
    {
        if (off)
            return token is null ? new(IsOn: false, null) : throw ServeErrors.AdminTokenUnused();
        token ??= string.IsNullOrEmpty(variable) ? null : variable;
        if (token is null)
            return IPAddress.IsLoopback(address) ? new(IsOn: true, null) : throw ServeErrors.AdminUnprotected(bind);
        return token.Length > 0 && token.All(c => c is > ' ' and <= '~') ? new(IsOn: true, token) : throw ServeErrors.AdminToken();
    }
}
