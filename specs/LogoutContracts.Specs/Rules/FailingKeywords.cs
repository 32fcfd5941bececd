using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Rules;

/// <summary>The keywords of a schema that a body can violate.</summary>
internal static class FailingKeywords
{
    // Others combine schemas, so a violation of them may be reported for a keyword in one of those.
    private static readonly string[] Simple =
    [
        "type", "enum", "const", "required", "additionalProperties", "minLength", "maxLength", "pattern", "format", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
    ];

    /// <summary>Whether the mentioned classes of bodies are all that can be invalid.</summary>
    /// <param name="constraints">The constraints of the schema.</param>
    public static bool AreAll(ValueList<Constraint> constraints, IReadOnlyCollection<BodyClass> mentioned) =>
        constraints.All(constraint => Simple.Contains(constraint.Keyword, StringComparer.Ordinal)
            && mentioned.Any(body => body.Kind == BodyKind.Invalid
                && string.Equals(body.Keyword, constraint.Keyword, StringComparison.Ordinal)));
}
