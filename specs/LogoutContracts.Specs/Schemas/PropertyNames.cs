using System.Collections.Immutable;
using System.Text.Json;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Specs.Schemas;

/// <summary>The property names that 'properties' and 'patternProperties' define.</summary>
internal sealed class PropertyNames(ImmutableArray<string> names, ImmutableArray<EcmaRegex> patterns)
{
    public bool Contain(JsonProperty property)
    {
        foreach (var name in names)
        {
            if (property.NameEquals(name))
                return true;
        }

        foreach (var pattern in patterns)
        {
            if (IsMatch(pattern, property))
                return true;
        }

        return false;
    }

    public static bool IsMatch(EcmaRegex pattern, JsonProperty property)
    {
        using var name = JsonText.NameOf(property, stackalloc char[JsonText.StackLength]);
        return pattern.IsMatch(name.Chars);
    }
}
