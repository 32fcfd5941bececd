using System.Text.Json;

namespace LogoutContracts.Specs.Json;

/// <summary>Compares JSON values: 1 equals 1.0, and the order of properties does not matter.</summary>
internal sealed class JsonEquality : IEqualityComparer<JsonElement>
{
    private JsonEquality()
    {
    }

    public static JsonEquality Instance { get; } = new();

    public bool Equals(JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y);

    public int GetHashCode(JsonElement obj)
    {
        var hash = new HashCode();
        switch (obj.ValueKind)
        {
            case JsonValueKind.Number:
                hash.Add(obj.GetDouble());
                break;
            case JsonValueKind.String:
                hash.Add(obj.GetString(), StringComparer.Ordinal);
                break;
            case JsonValueKind.Array:
                foreach (var item in obj.EnumerateArray())
                    hash.Add(GetHashCode(item));
                break;
            case JsonValueKind.Object:
                var properties = 0;
                foreach (var property in obj.EnumerateObject())
                    properties ^= HashCode.Combine(StringComparer.Ordinal.GetHashCode(property.Name), GetHashCode(property.Value));
                hash.Add(properties);
                break;
            default:
                hash.Add(obj.ValueKind);
                break;
        }

        return hash.ToHashCode();
    }
}
