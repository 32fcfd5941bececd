namespace LogoutContracts.Specs.Model;

/// <summary>A user who can log in with a password.</summary>
public sealed record UserAccount(string Name, string Password);
