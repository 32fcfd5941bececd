using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Journals;

/// <summary>Puts examples in place of the values that a journal hides.</summary>
public static partial class JournaledRequest
{
    /// <summary>Replaces hidden values by those of an example. Others stay hidden.</summary>
    /// <param name="logged">The request as the journal shows it.</param>
    /// <param name="example">The example of the variant that answered.</param>
    /// <param name="use">What the operation does to sessions; null for a method that the path does not declare.</param>
    public static RenderedRequest Revealed(RenderedRequest logged, RenderedRequest example, SessionUse? use)
    {
        var headers = logged.Headers.Select(header => IsHidden(header.Value) && example.Header(header.Name) is { } shown
            ? new Header(header.Name, shown) : header);
        var request = logged with
        {
            Target = WithQuery(logged.Target, example),
            Headers = headers.ToValueList(),
            Body = BodyOf(logged, example),
        };

        // A password is hidden, and belongs to a user.
        foreach (var place in new[] { use?.User, use?.Password }.OfType<Locator.RequestBody>())
        {
            if (request.BodyValue(place.Pointer) is not null && example.BodyValue(place.Pointer) is { } value)
                request = request.WithBodyValue(place.Pointer, value.DeepClone());
        }

        return request;
    }

    /// <summary>Whether the journal shows this text in place of a value: the prefix of a hash, or "(masked)".</summary>
    public static bool IsHidden(string value) => Hidden().IsMatch(value);

    private static string WithQuery(string target, RenderedRequest example)
    {
        if (target.Split('?', 2) is not [var path, var query])
            return target;
        var pairs = query.Split('&').Select(pair => pair.Split('=', 2)).Select(pair =>
        {
            var (name, value) = (pair[0], pair.ElementAtOrDefault(1) ?? "");
            if (IsHidden(value) && QueryText.TryFind(QueryOf(example.Target), Uri.UnescapeDataString(name), out var shown))
                value = Uri.EscapeDataString(shown.ToString());
            return $"{name}={value}";
        });
        return $"{path}?{string.Join('&', pairs)}";
    }

    private static string QueryOf(string target) => target.Split('?', 2) is [_, var query] ? query : "";

    private static string? BodyOf(RenderedRequest logged, RenderedRequest example)
    {
        if (string.IsNullOrEmpty(logged.Body))
            return null;
        var mediaType = MediaType.Essence(logged.Header("Content-Type") ?? "");
        if (Size().IsMatch(logged.Body) || mediaType is MediaType.MultipartForm)
            return example.Body;
        if (logged.Json() is { } json)
            return logged.WithJson(Shown(json, "", example)).Body;
        if (!MediaType.IsForm(mediaType))
            return logged.Body;

        // The journal shows the fields of forms decoded.
        return string.Join('&', logged.Body.Split('&').Select(pair => pair.Split('=', 2)).Select(pair =>
        {
            var value = pair.ElementAtOrDefault(1) ?? "";
            var shown = IsHidden(value) ? example.BodyValue($"/{pair[0]}")?.ToString() ?? value : value;
            return $"{Uri.EscapeDataString(pair[0])}={Uri.EscapeDataString(shown)}";
        }));
    }

    private static JsonNode? Shown(JsonNode? node, string pointer, RenderedRequest example) => node switch
    {
        JsonObject map => new JsonObject(map.Select(property =>
            KeyValuePair.Create(property.Key, Shown(property.Value, $"{pointer}/{JsonPointer.Escaped(property.Key)}", example)))),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && IsHidden(value.GetValue<string>()) =>
            (example.BodyValue(pointer) ?? value).DeepClone(),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"^(sha256:[0-9a-f]{8}…|\(masked\))$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"^\([0-9]+ bytes\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
