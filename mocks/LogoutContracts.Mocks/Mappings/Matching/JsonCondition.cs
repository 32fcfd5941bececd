using System.Text;
using System.Text.Json;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>A matcher of WireMock for a JSON value.</summary>
public sealed class JsonCondition
{
    private readonly ValueMatcher matcher;

    internal JsonCondition(ValueMatcher matcher) => this.matcher = matcher;

    public bool Holds(JsonElement value) => matcher.Matches(new(new RequestContent(Encoding.UTF8.GetBytes(value.GetRawText()))));
}
