using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Matching;

namespace LogoutContracts.Mocks.Mappings.Templates;

/// <summary>Indents JSON as WireMock's templates do: members on lines of their own, lists on one line.</summary>
internal static class PrettyJson
{
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.GetPropertyCount() > 0:
                text.Append('{');
                var isFirst = true;
                foreach (var member in value.EnumerateObject())
                {
                    text.Append(isFirst ? "\n" : ",\n").Append(' ', (depth + 1) * 2).Append(ParsedJson.Quoted(member.Name)).Append(" : ");
                    Write(text, member.Value, depth + 1);
                    isFirst = false;
                }

                text.Append('\n').Append(' ', depth * 2).Append('}');
                break;
            case JsonValueKind.Object:
                text.Append("{ }");
                break;
            case JsonValueKind.Array:
                text.Append('[');
                var separator = " ";
                foreach (var item in value.EnumerateArray())
                {
                    text.Append(separator);
                    Write(text, item, depth);
                    separator = ", ";
                }

                text.Append(" ]");
                break;
            case JsonValueKind.String:
                text.Append(ParsedJson.Quoted(value.GetString()!));
                break;
            case JsonValueKind.Number:
                text.Append(TemplateValues.TextOf(value));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }
}
