using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Sessions;

/// <summary>What logins are made with. All values are secrets: they appear in evidence as hashes only.</summary>
public sealed record Accounts
{
    /// <summary>Nothing is given: logins go as the contract's examples have them.</summary>
    public static Accounts None { get; } = new();

    /// <summary>Inputs of the login, such as user and password: see <see cref="LoginInputs"/>. Empty: as in the example.</summary>
    public ValueList<LoginInput> Own { get; init; } = [];

    /// <summary>The same of a second user; empty where none is known.</summary>
    public ValueList<LoginInput> Other { get; init; } = [];

    /// <summary>The first of <see cref="Sessions"/>; empty if there is none.</summary>
    public ValueList<LoginInput> Session
    {
        get => Sessions.Count > 0 ? Sessions[0] : [];
        init => Sessions = value.Count > 0 ? [value] : [];
    }

    /// <summary>
    /// Sessions of the first user that were opened elsewhere: for each its credentials, and its ids if they are known. Empty: sessions are opened by the contract's login.
    /// </summary>
    public ValueList<ValueList<LoginInput>> Sessions { get; init; } = [];

    /// <summary>Whether inputs for the contract's login are given, or its examples are all that there is.</summary>
    public bool HasLogin => Own.Count > 0;

    public IEnumerable<string> Secrets => Own.Concat(Other).Concat(Sessions.SelectMany(session => session)).Select(input => input.Value);
}

/// <param name="Name">Of an input of the login, or of a part of a session.</param>
public sealed record LoginInput(string Name, string Value);
