using System.Collections.Immutable;
using System.Text.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Schemas;

/// <summary>The keywords for objects as a whole.</summary>
internal static class ObjectKeywords
{
    public static Keyword MinProperties(int limit) =>
        Count("minProperties", count => count >= limit, $"must have at least {Plural.Of(limit, "property", "properties")}");

    public static Keyword MaxProperties(int limit) =>
        Count("maxProperties", count => count <= limit, $"must have at most {Plural.Of(limit, "property", "properties")}");

    private static Assertion Count(string name, Func<int, bool> holds, string message) =>
        new(name, instance => instance.ValueKind != JsonValueKind.Object || holds(instance.GetPropertyCount()), _ => message);

    public sealed class Required(ValueList<string> names) : Keyword("required")
    {
        public override bool Check(JsonElement instance, FailureLog? log)
        {
            if (instance.ValueKind != JsonValueKind.Object)
                return true;
            var holds = true;
            foreach (var name in names)
            {
                if (instance.TryGetProperty(name, out _))
                    continue;
                holds = false;
                log?.Add(Name, $"must have required property '{name}'");
                if (FailureLog.IsEnough(log))
                    break;
            }

            return holds;
        }
    }

    public sealed class DependentRequired(ImmutableArray<(string Trigger, ValueList<string> Names)> dependencies)
        : Keyword("dependentRequired")
    {
        public override bool Check(JsonElement instance, FailureLog? log)
        {
            if (instance.ValueKind != JsonValueKind.Object)
                return true;
            var holds = true;
            foreach (var (trigger, names) in dependencies)
            {
                if (!instance.TryGetProperty(trigger, out _))
                    continue;
                foreach (var name in names)
                {
                    if (instance.TryGetProperty(name, out _))
                        continue;
                    holds = false;
                    log?.Add(Name, $"must have property '{name}', because it has '{trigger}'");
                    if (FailureLog.IsEnough(log))
                        return false;
                }
            }

            return holds;
        }
    }

    public sealed class DependentSchemas(ImmutableArray<(string Trigger, JsonSchema Schema)> dependencies) : Keyword("dependentSchemas")
    {
        public override bool Check(JsonElement instance, FailureLog? log)
        {
            if (instance.ValueKind != JsonValueKind.Object)
                return true;
            var holds = true;
            foreach (var (trigger, schema) in dependencies)
            {
                if (!instance.TryGetProperty(trigger, out _) || schema.Check(instance, log))
                    continue;
                holds = false;
                if (FailureLog.IsEnough(log))
                    break;
            }

            return holds;
        }

        public override bool Evaluates(JsonElement instance, Part part)
        {
            foreach (var (trigger, schema) in dependencies)
            {
                if (instance.ValueKind == JsonValueKind.Object && instance.TryGetProperty(trigger, out _)
                    && schema.Evaluates(instance, part))
                    return true;
            }

            return false;
        }
    }
}
