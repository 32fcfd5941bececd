using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Model;

/// <summary>One thing that the schema of a request asks of one value.</summary>
/// <param name="Pointer">JSON pointer to the value in the body; empty: the body, or the parameter, as a whole.</param>
/// <param name="Keyword">As the schema has it, such as <c>minLength</c>; <c>required</c> is one constraint for each name.</param>
/// <param name="Value">Of the keyword, as compact JSON; of <c>required</c>, one name.</param>
public sealed record Constraint(string Pointer, string Keyword, string Value, Position At);

/// <summary>A parameter of an operation that carries no credential.</summary>
/// <param name="In">path, query, header or cookie.</param>
/// <param name="Constraints">What its schema asks of it.</param>
public sealed record Parameter(string Name, string In, bool IsRequired, ValueList<Constraint> Constraints, Position At);
