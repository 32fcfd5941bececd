using System.Text.Json;

namespace LogoutContracts.Specs.Schemas;

/// <summary>A compiled schema keyword.</summary>
internal abstract class Keyword(string name)
{
    public string Name { get; } = name;

    public abstract bool Check(JsonElement instance, FailureLog? log);

    /// <summary>
    /// Whether the keyword evaluates this part of a valid value, so that 'unevaluatedProperties' and 'unevaluatedItems' ignore the part.
    /// </summary>
    public virtual bool Evaluates(JsonElement instance, Part part) => false;

    /// <summary>A property or item of a value.</summary>
    public readonly record struct Part(JsonElement Value, JsonProperty? Property, int Index)
    {
        public static Part Of(JsonProperty property) => new(property.Value, property, -1);

        public static Part Of(JsonElement item, int index) => new(item, null, index);
    }
}

/// <summary>A keyword that is a simple predicate.</summary>
internal sealed class Assertion(string name, Func<JsonElement, bool> holds, Func<JsonElement, string> message) : Keyword(name)
{
    public override bool Check(JsonElement instance, FailureLog? log)
    {
        if (holds(instance))
            return true;
        log?.Add(Name, message(instance));
        return false;
    }
}
