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

    /// <summary>One session that was opened elsewhere: its credentials, and its ids where they are known. Empty: sessions are opened by the contract's login.</summary>
    public ValueList<LoginInput> Session { get; init; } = [];

    public IEnumerable<string> Secrets => Own.Concat(Other).Concat(Session).Select(input => input.Value);
}

/// <param name="Name">Of an input of the login, or of a part of a session.</param>
public sealed record LoginInput(string Name, string Value);
