using System.Buffers;
using System.Text.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>A value in a workflow, which may contain runtime expressions.</summary>
public abstract record WorkflowValue
{
    private WorkflowValue()
    {
    }

    /// <summary>A value without expressions.</summary>
    /// <param name="Json">The value as JSON.</param>
    public sealed record Literal(string Json) : WorkflowValue;

    /// <summary>The value of an expression, with its type.</summary>
    public sealed record Found(string Text, RuntimeExpression Expression) : WorkflowValue;

    /// <summary>A string with expressions in braces.</summary>
    public sealed record Mixed(ValueList<TextPart> Parts) : WorkflowValue;

    /// <summary>A list whose items may contain expressions.</summary>
    public sealed record List(ValueList<WorkflowValue> Items) : WorkflowValue;

    /// <summary>An object whose properties may contain expressions.</summary>
    public sealed record Map(ValueList<WorkflowProperty> Properties) : WorkflowValue;

    /// <summary>
    /// Replaces the expressions by their values. Within a larger value, an expression without a value becomes null or empty text.
    /// </summary>
    /// <param name="valueOf">Evaluates an expression; returns null if it has no value.</param>
    /// <param name="missing">Called for each expression without a value.</param>
    /// <returns>The value, or null if the whole value is an expression without a value.</returns>
    public JsonElement? Evaluate(Func<RuntimeExpression, JsonElement?> valueOf, Action<string> missing)
    {
        if (this is Found found && valueOf(found.Expression) is null)
        {
            missing(found.Text);
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, NodeJson.Compact))
            Write(writer, valueOf, missing);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, Func<RuntimeExpression, JsonElement?> valueOf, Action<string> missing)
    {
        switch (this)
        {
            case Literal literal:
                writer.WriteRawValue(literal.Json);
                break;
            case Found found when valueOf(found.Expression) is { } value:
                value.WriteTo(writer);
                break;
            case Found found:
                missing(found.Text);
                writer.WriteNullValue();
                break;
            case Mixed mixed:
                writer.WriteStringValue(string.Concat(mixed.Parts.Select(part => part.Render(valueOf, missing))));
                break;
            case List list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    item.Write(writer, valueOf, missing);
                writer.WriteEndArray();
                break;
            case Map map:
                writer.WriteStartObject();
                foreach (var property in map.Properties)
                {
                    writer.WritePropertyName(property.Name);
                    property.Value.Write(writer, valueOf, missing);
                }

                writer.WriteEndObject();
                break;
        }
    }
}

/// <summary>A property of a <see cref="WorkflowValue.Map"/>.</summary>
public sealed record WorkflowProperty(string Name, WorkflowValue Value);

/// <summary>A part of a <see cref="WorkflowValue.Mixed"/>: literal text, or an expression as written.</summary>
/// <param name="Expression">Null if the part is literal text.</param>
public sealed record TextPart(string Text, RuntimeExpression? Expression)
{
    internal string Render(Func<RuntimeExpression, JsonElement?> valueOf, Action<string> missing)
    {
        if (Expression is null)
            return Text;
        if (valueOf(Expression) is { } value)
            return JsonValues.TextOf(value);
        missing(Text);
        return "";
    }
}
