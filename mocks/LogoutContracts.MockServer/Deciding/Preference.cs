using System.Globalization;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>
/// The request header Prefer (RFC 7240): <c>variant=name</c> selects that variant if its rule matches; <c>code=404</c> and
/// <c>example=name</c> select the first variant with that status or example for any request, as in Prism. Other preferences are ignored.
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

            // RFC 7240, section 2: names are case-insensitive, and the first of several preferences with the same name counts.
            var name = item[..equals].Trim();
            if (name.Equals("variant", StringComparison.OrdinalIgnoreCase))
                preference = preference with { Variant = preference.Variant ?? value };
            else if (name.Equals("code", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                preference = preference with { Code = preference.Code ?? code };
            else if (name.Equals("example", StringComparison.OrdinalIgnoreCase))
                preference = preference with { Example = preference.Example ?? value };
        }

        return preference;
    }

    /// <summary>Whether it selects an answer regardless of the request.</summary>
    public bool IsForced => Code is not null || Example is not null;

    public bool Wants(Variant variant) => variant.Expect is Expectation.Answer answer
        && (Code is null || Code == answer.Status)
        && (Example is null || string.Equals(Example, answer.Body?.Example, StringComparison.Ordinal));

    /// <summary>
    /// The variant that answers regardless of the request. Default variants take precedence over those of other releases.
    /// </summary>
    public RunningVariant? ForcedOn(RunningOperation operation) => IsForced ? ForcedOn(operation, this) : null;

    /// <summary>Whether the operation has such a variant; true if it has no variants at all.</summary>
    public bool IsKnownTo(RunningOperation operation) =>
        ((Variant is null || operation.Named(Variant) is not null) && (!IsForced || ForcedOn(operation) is not null))
        || operation.Variants.Count == 0;

    public override string ToString() => string.Join(" and ", new[]
    {
        Variant is null ? null : $"variant '{Variant}'",
        Code is null ? null : $"code {Code}",
        Example is null ? null : $"example '{Example}'",
    }.OfType<string>());

    private static RunningVariant? ForcedOn(RunningOperation operation, Preference preference) =>
        operation.Variants.Where(variant => preference.Wants(variant.Planned.Variant)).MaxBy(variant => variant.Planned.IsDefault);
}
