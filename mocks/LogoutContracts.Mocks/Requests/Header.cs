namespace LogoutContracts.Mocks.Requests;

/// <summary>A request or response header.</summary>
public sealed record Header(string Name, string Value);
