using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Json;

/// <summary>The properties that 'properties' and 'patternProperties' speak of.</summary>
internal sealed class PropertyNames(ImmutableArray<string> names, ImmutableArray<Regex> patterns)
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

    public static bool IsMatch(Regex pattern, JsonProperty property)
    {
        using var name = JsonText.NameOf(property, stackalloc char[JsonText.StackLength]);
        return EcmaRegex.IsMatch(pattern, name.Chars);
    }
}
