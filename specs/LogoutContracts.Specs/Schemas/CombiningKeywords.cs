using System.Collections.Immutable;
using System.Text.Json;

namespace LogoutContracts.Specs.Schemas;

/// <summary>The keywords that apply other schemas to the same value.</summary>
internal static class CombiningKeywords
{
    public sealed class Reference(JsonSchema target) : Keyword("$ref")
    {
        public override bool Check(JsonElement instance, FailureLog? log) => target.Check(instance, log);

        public override bool Evaluates(JsonElement instance, Part part) => target.Evaluates(instance, part);
    }

    public sealed class AllOf(ImmutableArray<JsonSchema> schemas) : Keyword("allOf")
    {
        public override bool Check(JsonElement instance, FailureLog? log)
        {
            var holds = true;
            foreach (var schema in schemas)
            {
                if (schema.Check(instance, log))
                    continue;
                holds = false;
                if (FailureLog.IsEnough(log))
                    break;
            }

            return holds;
        }

        public override bool Evaluates(JsonElement instance, Part part)
        {
            foreach (var schema in schemas)
            {
                if (schema.Evaluates(instance, part))
                    return true;
            }

            return false;
        }
    }

    /// <summary>A keyword that some of its schemas may fail; a failed schema does not count as having evaluated any part.</summary>
    public abstract class Choice(string name, ImmutableArray<JsonSchema> schemas) : Keyword(name)
    {
        protected int Count => schemas.Length;

        protected int Fitting(JsonElement instance, int atMost)
        {
            var fitting = 0;
            foreach (var schema in schemas)
            {
                if (schema.Check(instance, null) && ++fitting == atMost)
                    break;
            }

            return fitting;
        }

        public override bool Evaluates(JsonElement instance, Part part)
        {
            foreach (var schema in schemas)
            {
                if (schema.Check(instance, null) && schema.Evaluates(instance, part))
                    return true;
            }

            return false;
        }
    }

    public sealed class AnyOf(ImmutableArray<JsonSchema> schemas) : Choice("anyOf", schemas)
    {
        public override bool Check(JsonElement instance, FailureLog? log)
        {
            if (Fitting(instance, atMost: 1) > 0)
                return true;
            log?.Add(Name, $"must match at least one of the {Plural.Of(Count, "schema")} in 'anyOf'");
            return false;
        }
    }

    public sealed class OneOf(ImmutableArray<JsonSchema> schemas) : Choice("oneOf", schemas)
    {
        public override bool Check(JsonElement instance, FailureLog? log)
        {
            if (Fitting(instance, atMost: 2) == 1)
                return true;
            log?.Add(
                Name, $"must match exactly one of the {Plural.Of(Count, "schema")} in 'oneOf', not {Plural.Of(Fitting(instance, Count))}");
            return false;
        }
    }

    public sealed class Not(JsonSchema schema) : Keyword("not")
    {
        public override bool Check(JsonElement instance, FailureLog? log)
        {
            if (!schema.Check(instance, null))
                return true;
            log?.Add(Name, "must not match the schema in 'not'");
            return false;
        }
    }

    public sealed class Conditional(JsonSchema condition, JsonSchema? consequence, JsonSchema? alternative) : Keyword("if")
    {
        public override bool Check(JsonElement instance, FailureLog? log) => Branch(instance)?.Check(instance, log) ?? true;

        public override bool Evaluates(JsonElement instance, Part part) =>
            (condition.Check(instance, null) && condition.Evaluates(instance, part))
            || (Branch(instance)?.Evaluates(instance, part) ?? false);

        private JsonSchema? Branch(JsonElement instance) => condition.Check(instance, null) ? consequence : alternative;
    }
}
