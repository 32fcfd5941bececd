namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>A variant that no stub can stand for, and why.</summary>
public sealed record NotExpressible(string Operation, string Variant, string Reason);
