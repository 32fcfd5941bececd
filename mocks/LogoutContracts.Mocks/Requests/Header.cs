namespace LogoutContracts.Mocks.Requests;

/// <summary>A header of a request or a response.</summary>
public sealed record Header(string Name, string Value);
