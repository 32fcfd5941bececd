using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Specs.Schemas;

/// <summary>The keywords for the properties of objects.</summary>
internal static class PropertyKeywords
{
    public sealed class Properties(ImmutableArray<PropertySchema> schemas) : Keyword("properties")
    {
        public override bool Check(JsonElement instance, FailureLog? log)
        {
            if (instance.ValueKind != JsonValueKind.Object)
                return true;
            var holds = true;
            foreach (var (property, schema) in schemas)
            {
                if (!instance.TryGetProperty(property, out var value))
                    continue;
                log?.Enter(property);
                var fits = schema.Check(value, log);
                log?.Leave();
                holds &= fits;
                if (!fits && FailureLog.IsEnough(log))
                    break;
            }

            return holds;
        }

        public override bool Evaluates(JsonElement instance, Part part)
        {
            foreach (var (property, _) in schemas)
            {
                if (part.Property is { } present && present.NameEquals(property))
                    return true;
            }

            return false;
        }
    }

    /// <summary>A keyword that checks each property.</summary>
    public abstract class EachProperty(string name) : Keyword(name)
    {
        public sealed override bool Check(JsonElement instance, FailureLog? log)
        {
            if (instance.ValueKind != JsonValueKind.Object)
                return true;
            var holds = true;
            foreach (var property in instance.EnumerateObject())
            {
                if (Check(instance, property, log))
                    continue;
                holds = false;
                if (FailureLog.IsEnough(log))
                    break;
            }

            return holds;
        }

        protected abstract bool Check(JsonElement instance, JsonProperty property, FailureLog? log);

        protected bool CheckRest(JsonSchema schema, JsonProperty property, FailureLog? log)
        {
            if (!schema.IsFalse)
                return schema.Check(property, log);
            log?.Add(Name, $"must not have property '{property.Name}'");
            return false;
        }
    }

    public sealed class PatternProperties(ImmutableArray<(EcmaRegex Pattern, JsonSchema Schema)> schemas)
        : EachProperty("patternProperties")
    {
        protected override bool Check(JsonElement instance, JsonProperty property, FailureLog? log)
        {
            var holds = true;
            foreach (var (pattern, schema) in schemas)
                holds &= !PropertyNames.IsMatch(pattern, property) || schema.Check(property, log);
            return holds;
        }

        public override bool Evaluates(JsonElement instance, Part part)
        {
            foreach (var (pattern, _) in schemas)
            {
                if (part.Property is { } present && PropertyNames.IsMatch(pattern, present))
                    return true;
            }

            return false;
        }
    }

    public sealed class AdditionalProperties(PropertyNames known, JsonSchema schema) : EachProperty("additionalProperties")
    {
        protected override bool Check(JsonElement instance, JsonProperty property, FailureLog? log) =>
            known.Contain(property) || CheckRest(schema, property, log);

        public override bool Evaluates(JsonElement instance, Part part) => part.Property is not null;
    }

    public sealed class UnevaluatedProperties(JsonSchema owner, JsonSchema schema) : EachProperty("unevaluatedProperties")
    {
        protected override bool Check(JsonElement instance, JsonProperty property, FailureLog? log) =>
            owner.Evaluates(instance, Part.Of(property), except: this) || CheckRest(schema, property, log);

        public override bool Evaluates(JsonElement instance, Part part) => part.Property is not null;
    }

    public sealed class NamesOfProperties(JsonSchema schema) : EachProperty("propertyNames")
    {
        protected override bool Check(JsonElement instance, JsonProperty property, FailureLog? log)
        {
            var name = JsonElement.Parse([(byte)'"', .. JsonMarshal.GetRawUtf8PropertyName(property), (byte)'"']);
            if (schema.Check(name, null))
                return true;
            log?.Add(Name, $"must not have property '{property.Name}': a property name {schema.Validate(name)[0].Message}");
            return false;
        }
    }
}

internal sealed record PropertySchema(string Property, JsonSchema Schema);
