namespace LogoutContracts.Specs.Schemas;

/// <summary>One way in which a value does not fit a schema.</summary>
/// <param name="Keyword">The keyword that says no. For a schema that is 'false', the keyword that holds it.</param>
/// <param name="Pointer">JSON Pointer to the part of the value; empty for the whole.</param>
/// <param name="Message">What the part must be, to be read after its name.</param>
public sealed record SchemaFailure(string Keyword, string Pointer, string Message);
