using System.Buffers;
using System.Text.Json;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Workflows;

/// <summary>The inputs of a workflow: the given ones, defaults, and validation.</summary>
public static class WorkflowArguments
{
    /// <summary>The given inputs, and the defaults of the others.</summary>
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

    /// <summary>Validates inputs against the schema of the workflow.</summary>
    /// <returns>The violations, without the values; empty if the inputs are valid or there is no schema.</returns>
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

        return schema.Validate(JsonElement.Parse(buffer.WrittenSpan))
            .Select(failure => $"{(failure.Pointer.Length == 0 ? "they" : failure.Pointer)} {failure.Message}").ToValueList();
    }
}
