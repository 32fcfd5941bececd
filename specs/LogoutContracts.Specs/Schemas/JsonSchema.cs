using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Schemas;

/// <summary>
/// A compiled JSON Schema (2020-12). Failures are reported in this order: type, enum, const, required and other keywords about the whole
/// object, additionalProperties, the properties in schema order, then the rest.
/// </summary>
public sealed class JsonSchema
{
    // The compiler sets this once, after construction, because a schema may contain itself.
    private ImmutableArray<Keyword> keywords = [];

    internal JsonSchema()
    {
    }

    /// <summary>Whether the schema is 'false'.</summary>
    internal bool IsFalse => keywords is [NothingKeyword];

    /// <summary>Validates a value.</summary>
    /// <returns>All failures; empty if the value is valid.</returns>
    public ValueList<SchemaFailure> Validate(JsonElement instance) => Holds(instance) ? [] : Failures(instance, int.MaxValue);

    /// <summary>
    /// Validates a value up to the first failure. Does not allocate memory for valid values, except for strings with escape sequences,
    /// 'propertyNames' and 'uniqueItems' on long arrays.
    /// </summary>
    /// <returns>The keyword of the first failure, or null if the value is valid.</returns>
    public string? FirstFailedKeyword(JsonElement instance) => Holds(instance) ? null : Failures(instance, 1)[0].Keyword;

    internal void Define(ImmutableArray<Keyword> inOrder) => keywords = inOrder;

    internal bool Check(JsonElement instance, FailureLog? log)
    {
        var holds = true;
        foreach (var keyword in keywords)
        {
            if (keyword.Check(instance, log))
                continue;
            holds = false;
            if (FailureLog.IsEnough(log))
                break;
        }

        return holds;
    }

    internal bool Check(JsonProperty property, FailureLog? log)
    {
        log?.Enter(property.Name);
        var holds = Check(property.Value, log);
        log?.Leave();
        return holds;
    }

    internal bool Check(JsonElement item, int index, FailureLog? log)
    {
        log?.Enter(index);
        var holds = Check(item, log);
        log?.Leave();
        return holds;
    }

    internal bool Evaluates(JsonElement instance, Keyword.Part part, Keyword? except = null)
    {
        foreach (var keyword in keywords)
        {
            if (!ReferenceEquals(keyword, except) && keyword.Evaluates(instance, part))
                return true;
        }

        return false;
    }

    private bool Holds(JsonElement instance) => JsonUnicode.IsWellFormed(JsonMarshal.GetRawUtf8Value(instance)) && Check(instance, null);

    private ValueList<SchemaFailure> Failures(JsonElement instance, int limit)
    {
        if (!JsonUnicode.IsWellFormed(JsonMarshal.GetRawUtf8Value(instance)))
            return [new("type", "", "must be valid Unicode, without unpaired surrogates and invalid UTF-8")];
        var log = new FailureLog(limit);
        Check(instance, log);
        return log.Failures.ToValueList();
    }
}
