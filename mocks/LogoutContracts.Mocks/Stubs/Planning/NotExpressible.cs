namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>A variant that stubs cannot express, and why.</summary>
public sealed record NotExpressible(string Operation, string Variant, string Reason);
