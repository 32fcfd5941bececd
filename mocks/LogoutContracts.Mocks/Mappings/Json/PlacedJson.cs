using System.Text.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Json;

/// <summary>A JSON value with its position in a file.</summary>
/// <param name="File">The file, for messages.</param>
/// <param name="Text">The value of a string; otherwise empty.</param>
internal sealed record PlacedJson(
    string File, Position At, JsonElement Value, string Text, IReadOnlyList<PlacedMember> Members, IReadOnlyList<PlacedJson> Items)
{
    public JsonValueKind Kind => Value.ValueKind;

    /// <summary>The value for messages, such as "the number 5" or "an object".</summary>
    public string Found => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the string '{Text}'",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => $"the number {Value.GetRawText()}",
        _ => Value.GetRawText(),
    };
}

/// <summary>A member of an object; the position is that of its name.</summary>
internal sealed record PlacedMember(string Name, Position At, PlacedJson Value);
