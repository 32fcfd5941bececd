using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Choosing;

/// <summary>What the user says about the file. Operations are named by id, or by method and path, such as <c>POST /login</c>.</summary>
/// <param name="Login">Null to search.</param>
/// <param name="Logout">Null to search.</param>
/// <param name="Probe">Null to search.</param>
/// <param name="Credentials">Carriers, such as <c>header X-Token: {token}</c>; empty to search.</param>
public sealed record DraftOptions(string? Login, string? Logout, string? Probe, ValueList<string> Credentials)
{
    public static DraftOptions None { get; } = new(null, null, null, []);

    /// <summary>The options with an operation for a role.</summary>
    public DraftOptions With(DraftRole role, string operation) => role switch
    {
        DraftRole.Login => this with { Login = operation },
        DraftRole.Logout => this with { Logout = operation },
        _ => this with { Probe = operation },
    };

    public string? Of(DraftRole role) => role switch
    {
        DraftRole.Login => Login,
        DraftRole.Logout => Logout,
        _ => Probe,
    };
}

/// <summary>What an operation does in a contract.</summary>
public enum DraftRole
{
    Logout,
    Login,
    Probe,
}
