using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Specs.Arazzo;

namespace LogoutContracts.Mocks.Mappings.Templates;

/// <summary>The helpers of templates, as in WireMock.</summary>
internal static class TemplateHelpers
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = ((TemplateHelper[])
    [
        Text("upper", text => text.ToUpperInvariant()),
        Text("lower", text => text.ToLowerInvariant()),
        Text("trim", text => text.Trim()),
        Text("capitalize", text => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text)),
        new("base64", 1, 1, ["decode"], call => IsSet(call, "decode")
            ? Decoded(call.Text(0)) : Convert.ToBase64String(Encoding.UTF8.GetBytes(call.Text(0)))),
        new("urlEncode", 1, 1, ["decode"], call => IsSet(call, "decode")
            ? WebUtility.UrlDecode(call.Text(0)) : WebUtility.UrlEncode(call.Text(0))),
        new("replace", 3, 3, [], call => call.Text(1).Length == 0
            ? call.Text(0) : call.Text(0).Replace(call.Text(1), call.Text(2), StringComparison.Ordinal)),
        new("substring", 2, 3, [], Substring),
        new("join", 2, int.MaxValue, [], Joined),
        new("size", 1, 1, [], call => call.Arguments[0] is string text ? text.Length : TemplateValues.ItemsOf(call.Arguments[0]).Count),
        new("regexExtract", 2, 2, ["default"], Extracted, call => PatternProblem(call.Arguments[1])),
        new("jsonPath", 2, 2, ["default"], Found, call => PathProblem(call.Arguments[1])),
        new("eq", 2, 2, [], call => TemplateValues.AreEqual(call.Arguments[0], call.Arguments[1])),
        new("neq", 2, 2, [], call => !TemplateValues.AreEqual(call.Arguments[0], call.Arguments[1])),
        new("not", 1, 1, [], call => !TemplateValues.IsTrue(call.Arguments[0])),
        new("and", 2, int.MaxValue, [], call => call.Arguments.All(TemplateValues.IsTrue)),
        new("or", 2, int.MaxValue, [], call => call.Arguments.Any(TemplateValues.IsTrue)),
        new("now", 0, 0, ["format", "offset"], TemplateDates.Now, TemplateDates.Problem),
        .. RandomHelpers.All,
    ]).ToDictionary(helper => helper.Name, StringComparer.Ordinal);

    private static TemplateHelper Text(string name, Func<string, string> change) => new(name, 1, 1, [], call => change(call.Text(0)));

    internal static bool IsSet(HelperCall call, string option) =>
        call.Options.TryGetValue(option, out var value) && TemplateValues.IsTrue(value);

    private static string Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }

    private static string Substring(HelperCall call)
    {
        var text = call.Text(0);
        var start = Math.Clamp(call.Number(1) ?? 0, 0, text.Length);
        var end = call.Arguments.Count > 2 ? Math.Clamp(call.Number(2) ?? text.Length, start, text.Length) : text.Length;
        return text[start..end];
    }

    // The last argument is the separator; a single value before it is a list.
    private static string Joined(HelperCall call)
    {
        var values = call.Arguments.Take(call.Arguments.Count - 1).ToList();
        var items = values.Count == 1 ? TemplateValues.ItemsOf(values[0]).Select(item => item.Value) : values;
        return string.Join(call.Text(call.Arguments.Count - 1), items.Select(TemplateValues.TextOf));
    }

    private static object? Extracted(HelperCall call)
    {
        try
        {
            var match = Regex.Match(call.Text(0), call.Text(1), RegexOptions.CultureInvariant, Timeout);
            return match.Success ? match.Value : call.Options.GetValueOrDefault("default");
        }
        catch (Exception e) when (e is RegexMatchTimeoutException or RegexParseException)
        {
            return call.Options.GetValueOrDefault("default");
        }
    }

    private static object? Found(HelperCall call)
    {
        JsonElement? json = call.Arguments[0] is JsonElement element ? element : ParsedJson.Of(call.Text(0));
        if (json is { } root && JsonPath.TryParse(call.Text(1), out var path, out _))
        {
            var found = path.Select(root);
            if (!path.IsSingular)
                return found.Select(each => (object?)each).ToList();
            if (found is [{ ValueKind: not JsonValueKind.Null } value])
                return value;
        }

        return call.Options.GetValueOrDefault("default");
    }

    private static string? PatternProblem(object? constant) => constant is not string pattern
        || TextPattern.TryPart(pattern, ignoreCase: false, out _, out var problem) ? null : $"{problem}, not '{pattern}'";

    private static string? PathProblem(object? constant) => constant is not string path
        || JsonPath.TryParse(path, out _, out var problem) ? null : $"{problem}, not '{path}'";
}
