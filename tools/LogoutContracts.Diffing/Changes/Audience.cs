namespace LogoutContracts.Diffing.Changes;

/// <summary>Whom a change affects.</summary>
public enum Audience
{
    /// <summary>Clients of the API: a request or an answer that they rely on is no longer the same.</summary>
    Client,

    /// <summary>Providers: a server that passes <c>verify</c> for the old contract fails for the new one.</summary>
    Provider,

    /// <summary>Everybody who logs out: less is ended, or more is accepted.</summary>
    Logout,
}
