using System.Buffers;
using System.Text.Json;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Workflows;

/// <summary>The inputs of a workflow: what is given, what its schema states otherwise, and whether that will do.</summary>
public static class WorkflowArguments
{
    /// <summary>What is given, as far as the workflow knows it, and the defaults of what is not.</summary>
    public static IReadOnlyDictionary<string, JsonElement> WithDefaults(Workflow workflow, IReadOnlyDictionary<string, JsonElement> given)
    {
        var values = new Dictionary<string, JsonElement>(given, StringComparer.Ordinal);
        foreach (var input in workflow.Inputs.Known)
        {
            if (input.Default is { } json)
                values.TryAdd(input.Name, JsonElement.Parse(json));
        }

        return values;
    }

    /// <returns>Each way in which the inputs do not fit the schema, without their values; none where they do, or there is no schema.</returns>
    public static ValueList<string> Problems(Workflow workflow, IReadOnlyDictionary<string, JsonElement> inputs)
    {
        if (workflow.Inputs.Schema is not { } schema)
            return [];
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in inputs)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return schema.Validate(JsonElement.Parse(buffer.WrittenSpan)).Select(failure => failure.Pointer.Length == 0 ? $"they {failure.Message}" : $"{failure.Pointer} {failure.Message}").ToValueList();
    }
}
