using System.Globalization;
using LogoutContracts.Specs;

namespace LogoutContracts.Serving;

/// <summary>
/// What the request header Prefer (RFC 7240) asks of the mock: <c>variant=name</c> takes that variant where its rule fits; <c>code=404</c> and <c>example=name</c> take the first variant that
/// answers so, whatever the request, as Prism has it. Other preferences are somebody else's.
/// </summary>
internal readonly record struct Preference(string? Variant, int? Code, string? Example)
{
    public static Preference Parse(ReadOnlySpan<char> header)
    {
        var preference = default(Preference);
        foreach (var range in header.SplitAny(',', ';'))
        {
            var item = header[range].Trim();
            var equals = item.IndexOf('=');
            if (equals < 0)
                continue;
            var value = item[(equals + 1)..].Trim().Trim('"').ToString();
            preference = item[..equals].Trim() switch
            {
                "variant" => preference with { Variant = value },
                "code" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var code) => preference with { Code = code },
                "example" => preference with { Example = value },
                _ => preference,
            };
        }

        return preference;
    }

    public bool IsForced => Code is not null || Example is not null;

    public bool Wants(Variant variant) => variant.Expect is Expectation.Answer answer
        && (Code is null || Code == answer.Status) && (Example is null || string.Equals(Example, answer.Body?.Example, StringComparison.Ordinal));
}
