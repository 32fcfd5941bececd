using System.Collections.Immutable;
using System.Text.Json;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Specs.Schemas;

/// <summary>The keywords for arrays.</summary>
internal static class ArrayKeywords
{
    // For longer arrays, hashing is faster than comparing all pairs.
    private const int FewItems = 16;

    public static Keyword MinItems(int limit) =>
        Array("minItems", instance => instance.GetArrayLength() >= limit, $"must have at least {Plural.Of(limit, "item")}");

    public static Keyword MaxItems(int limit) =>
        Array("maxItems", instance => instance.GetArrayLength() <= limit, $"must have at most {Plural.Of(limit, "item")}");

    public static Keyword UniqueItems() => Array("uniqueItems", IsUnique, "must not have duplicate items");

    private static Assertion Array(string name, Func<JsonElement, bool> holds, string message) =>
        new(name, instance => instance.ValueKind != JsonValueKind.Array || holds(instance), _ => message);

    private static bool IsUnique(JsonElement array)
    {
        if (array.GetArrayLength() > FewItems)
        {
            var seen = new HashSet<JsonElement>(JsonEquality.Instance);
            foreach (var item in array.EnumerateArray())
            {
                if (!seen.Add(item))
                    return false;
            }

            return true;
        }

        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            var left = index++;
            foreach (var earlier in array.EnumerateArray())
            {
                if (left-- == 0)
                    break;
                if (JsonElement.DeepEquals(item, earlier))
                    return false;
            }
        }

        return true;
    }

    /// <summary>A keyword that checks each item.</summary>
    public abstract class EachItem(string name) : Keyword(name)
    {
        public sealed override bool Check(JsonElement instance, FailureLog? log)
        {
            if (instance.ValueKind != JsonValueKind.Array)
                return true;
            var holds = true;
            var index = 0;
            foreach (var item in instance.EnumerateArray())
            {
                var fits = Check(instance, item, index++, log);
                holds &= fits;
                if (!fits && FailureLog.IsEnough(log))
                    break;
            }

            return holds;
        }

        protected abstract bool Check(JsonElement instance, JsonElement item, int index, FailureLog? log);
    }

    public sealed class PrefixItems(ImmutableArray<JsonSchema> schemas) : EachItem("prefixItems")
    {
        protected override bool Check(JsonElement instance, JsonElement item, int index, FailureLog? log) =>
            index >= schemas.Length || schemas[index].Check(item, index, log);

        public override bool Evaluates(JsonElement instance, Part part) => part.Property is null && part.Index < schemas.Length;
    }

    public sealed class Items(int skip, JsonSchema schema) : EachItem("items")
    {
        protected override bool Check(JsonElement instance, JsonElement item, int index, FailureLog? log) =>
            index < skip || schema.Check(item, index, log);

        public override bool Evaluates(JsonElement instance, Part part) => part.Property is null;
    }

    public sealed class UnevaluatedItems(JsonSchema owner, JsonSchema schema) : EachItem("unevaluatedItems")
    {
        protected override bool Check(JsonElement instance, JsonElement item, int index, FailureLog? log) =>
            owner.Evaluates(instance, Part.Of(item, index), except: this) || schema.Check(item, index, log);

        public override bool Evaluates(JsonElement instance, Part part) => part.Property is null;
    }

    public sealed class Contains(JsonSchema schema, int? min, int? max) : Keyword("contains")
    {
        public override bool Check(JsonElement instance, FailureLog? log)
        {
            if (instance.ValueKind != JsonValueKind.Array)
                return true;
            var found = 0;
            foreach (var item in instance.EnumerateArray())
                found += schema.Check(item, null) ? 1 : 0;
            if (found < (min ?? 1))
                log?.Add(min is null ? Name : "minContains", $"must have at least {Matching(min ?? 1)}, not {Plural.Of(found)}");
            else if (found > max)
                log?.Add("maxContains", $"must have at most {Matching(max.Value)}, not {Plural.Of(found)}");
            else
                return true;
            return false;
        }

        private static string Matching(int count) => $"{Plural.Of(count, "item that matches", "items that match")} 'contains'";

        public override bool Evaluates(JsonElement instance, Part part) => part.Property is null && schema.Check(part.Value, null);
    }
}
