using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Model;

/// <summary>One schema keyword that restricts one value of a request.</summary>
/// <param name="Pointer">JSON pointer to the value in the body; empty for the whole body or parameter.</param>
/// <param name="Keyword">A JSON Schema keyword, such as <c>minLength</c>; <c>required</c> is split into one constraint per name.</param>
/// <param name="Value">The keyword's value, as compact JSON; for <c>required</c>, a single name.</param>
public sealed record Constraint(string Pointer, string Keyword, string Value, Position At);

/// <summary>A parameter of an operation, unless it carries a credential.</summary>
/// <param name="In">path, query, header or cookie.</param>
/// <param name="Constraints">The keywords of its schema.</param>
public sealed record Parameter(string Name, string In, bool IsRequired, ValueList<Constraint> Constraints, Position At);
