using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>A field of a body: a property of a JSON object, or a field of a form.</summary>
/// <param name="Value">As compact JSON; null if the body must not have the field.</param>
internal sealed record FieldPattern(string Name, string? Value)
{
    /// <param name="pointer">JSON pointer to the field; only its last name is compared.</param>
    public static FieldPattern Text(string pointer, string value) =>
        new(JsonPointer.Unescaped(pointer[(pointer.LastIndexOf('/') + 1)..]), StubJson.Dense(to => to.WriteStringValue(value)));

    public static FieldPattern Absent(string name) => new(name, null);
}

/// <summary>
/// Regular expressions for the fields of JSON and form bodies, because no matcher for forms is the same in WireMock and WireMock.Net.
/// </summary>
internal static class FieldPatterns
{
    private const string Any = @"[\s\S]*";

    /// <param name="alternatives">The body must have all fields of one of them.</param>
    public static StubBody Body(RequestBody declared, params IReadOnlyCollection<List<FieldPattern>> alternatives)
    {
        var kinds = declared.MediaTypes.Select(KindOf).OfType<BodySyntax>().Distinct().ToList();
        var ways = kinds.SelectMany(kind => alternatives.Select(
            fields => (kinds.Count > 1 ? Start(kind) : "") + string.Concat(fields.Select(field => Condition(kind, field)))));
        return new StubBody.Matches($@"\A(?:{string.Join('|', ways)}){Any}\z");
    }

    /// <summary>
    /// A body with no other field than this one. WireMock evaluates the body patterns of all stubs for a path, even if a header does not
    /// match, and an expression is faster than comparing JSON.
    /// </summary>
    /// <param name="value">As compact JSON.</param>
    public static StubBody Only(RequestBody declared, string name, string value)
    {
        var field = new FieldPattern(name, value);
        var ways = declared.MediaTypes.Select(KindOf).OfType<BodySyntax>().Distinct().Select(kind => kind switch
        {
            BodySyntax.Json => $@"\s*\{{\s*{Quoted(name)}\s*:\s*{Regex.Escape(value)}\s*\}}\s*",
            BodySyntax.Form => $"{Encoded(name)}={Encoded(TextOf(value))}",
            _ => Start(kind) + Condition(kind, field) + Any,
        });
        return new StubBody.Matches($@"\A(?:{string.Join('|', ways)})\z");
    }

    private static BodySyntax? KindOf(string mediaType) => mediaType switch
    {
        MediaType.UrlEncodedForm => BodySyntax.Form,
        MediaType.MultipartForm => BodySyntax.Multipart,
        _ => MediaType.IsJson(mediaType) ? BodySyntax.Json : null,
    };

    private static string Start(BodySyntax kind) => kind switch
    {
        BodySyntax.Json => @"(?=\s*\{)",
        BodySyntax.Multipart => "(?=--)",
        _ => @"(?!\s*\{|--)",
    };

    private static string Condition(BodySyntax kind, FieldPattern field)
    {
        if (kind == BodySyntax.Json)
        {
            var name = Quoted(field.Name);
            return field.Value is null ? $@"(?!{Any}{name}\s*:)" : $@"(?={Any}{name}\s*:\s*{Regex.Escape(field.Value)}\s*[,\}}])";
        }

        var text = field.Value is null ? "" : TextOf(field.Value);
        if (kind == BodySyntax.Multipart)
        {
            var part = $"{Any}[;\\s]name=\"{Regex.Escape(field.Name)}\"";
            return field.Value is null ? $"(?!{part})" : $@"(?={part}[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n{Regex.Escape(text)}\r\n--)";
        }

        var key = $"(?:{Any}&)?{Encoded(field.Name)}";

        // A repeated field is a list, which equals no text.
        return field.Value is null ? $"(?!{key}(?:=|&|$))"
            : $"(?={key}={Encoded(text)}(?:&|$))(?!{key}={Any}&{Encoded(field.Name)}=)";
    }

    private static string Quoted(string name) => Regex.Escape(StubJson.Dense(to => to.WriteStringValue(name)));

    private static string TextOf(string json) =>
        JsonElement.Parse(json) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : json;

    /// <summary>A pattern for a text in a form, whether or not the client percent-encodes its punctuation.</summary>
    private static string Encoded(string text)
    {
        var pattern = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var escaped = Uri.EscapeDataString(rune.ToString());
            var plain = rune.Value == ' ' ? @"\+" : Regex.Escape(rune.ToString());
            var mayBePlain = !escaped.StartsWith('%') || rune.Value is not ('&' or '=' or '+' or '%' or '#');
            pattern.Append(!escaped.StartsWith('%') ? plain : mayBePlain ? $"(?:{plain}|(?i:{escaped}))" : $"(?i:{escaped})");
        }

        return pattern.ToString();
    }

    private enum BodySyntax
    {
        Json,
        Form,
        Multipart,
    }
}
