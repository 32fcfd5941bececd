namespace LogoutContracts.Specs.Schemas;

/// <summary>A violation of a schema.</summary>
/// <param name="Keyword">The violated keyword; for the schema 'false', the keyword that contains it.</param>
/// <param name="Pointer">A JSON pointer to the invalid part of the value; empty for the whole value.</param>
/// <param name="Message">A predicate of that part, such as "must be a string".</param>
public sealed record SchemaFailure(string Keyword, string Pointer, string Message);
