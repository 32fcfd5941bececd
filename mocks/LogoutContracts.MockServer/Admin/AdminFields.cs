using System.Globalization;
using System.Text.Json;

namespace LogoutContracts.MockServer.Admin;

/// <summary>Reads the fields of a request's body or query, and collects all errors, so that one response reports them together.</summary>
internal sealed class AdminFields
{
    private const string Body = "The body";

    private readonly Dictionary<string, Field> fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly List<AdminError> errors = [];

    private AdminFields()
    {
    }

    /// <summary>The properties of the body, which must be a JSON object.</summary>
    public static AdminFields OfBody(AdminRequest request)
    {
        var read = new AdminFields();
        if (request.Body.IsEmpty)
        {
            read.Report(null, $"{Body} must be a JSON object, but it is empty.");
            return read;
        }

        try
        {
            using var json = JsonDocument.Parse(request.Body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                read.Report(null, $"{Body} must be a JSON object, but it is {Kind(json.RootElement)}.");
                return read;
            }

            foreach (var property in json.RootElement.EnumerateObject())
            {
                // Null means the same as a missing property.
                if (property.Value.ValueKind != JsonValueKind.Null)
                    read.Add(property.Name, new(property.Value.ValueKind, TextOf(property.Value)));
            }
        }
        catch (JsonException e)
        {
            var (line, column) = (e.LineNumber + 1, e.BytePositionInLine + 1);
            read.Report(null, string.Create(CultureInfo.InvariantCulture, $"{Body} is not valid JSON: line {line}, byte {column}."));
        }
        catch (InvalidOperationException)
        {
            read.Report(null, $"{Body} contains a string that is not valid Unicode: half a surrogate pair, or invalid UTF-8.");
        }

        return read;
    }

    public static AdminFields OfQuery(AdminRequest request)
    {
        var read = new AdminFields();
        foreach (var pair in request.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            read.Add(
                Decoded(equals < 0 ? pair : pair[..equals]), new(JsonValueKind.Undefined, equals < 0 ? "" : Decoded(pair[(equals + 1)..])));
        }

        return read;
    }

    public bool Has(string name)
    {
        asked.Add(name);
        return fields.ContainsKey(name);
    }

    public string? Text(string name)
    {
        var text = OptionalText(name);
        if (!fields.ContainsKey(name))
            Report(name, $"'{name}' is missing.");
        return text;
    }

    public string? OptionalText(string name)
    {
        if (!Has(name))
            return null;
        var field = fields[name];
        if (field is { Kind: JsonValueKind.String or JsonValueKind.Undefined, Text.Length: > 0 })
            return field.Text;
        Report(name, $"'{name}' must be a non-empty string.");
        return null;
    }

    /// <summary>An optional field with one of the known values.</summary>
    public string? OptionalWord(string name, IReadOnlyCollection<string> known, string of = "")
    {
        if (OptionalText(name) is not { } word)
            return null;
        if (known.Contains(word, StringComparer.Ordinal))
            return word;
        Report(name, $"Unknown {name} '{word}'{of}. Known: {Joined(known)}.{AdminProblems.DidYouMean(word, known)}");
        return null;
    }

    public string? Word(string name, IReadOnlyCollection<string> known, string of = "")
    {
        var word = OptionalWord(name, known, of);
        if (!fields.ContainsKey(name))
            Report(name, $"'{name}' is missing. Known: {string.Join(", ", known)}.");
        return word;
    }

    public long? Whole(string name, long from, long to)
    {
        if (!Has(name))
            return null;
        var field = fields[name];
        if (field.Kind is JsonValueKind.Number or JsonValueKind.Undefined
            && long.TryParse(field.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= from
            && number <= to)
            return number;
        Report(name, string.Create(CultureInfo.InvariantCulture, $"'{name}' must be a whole number from {from} to {to}."));
        return null;
    }

    /// <summary>An optional number from 0 to 1.</summary>
    public double? Fraction(string name)
    {
        if (!Has(name))
            return null;
        var field = fields[name];
        if (field.Kind == JsonValueKind.Number
            && double.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1)
            return number;
        Report(name, $"'{name}' must be a number from 0 to 1.");
        return null;
    }

    public TimeSpan? Duration(string name, TimeSpan longest)
    {
        if (Text(name) is not { } text)
            return null;
        if (Iso8601.TryParse(text, out var duration) && duration > TimeSpan.Zero && duration <= longest)
            return duration;
        Report(
            name,
            $"'{name}' must be a positive ISO 8601 duration of days, hours, minutes and seconds, such as PT10M or PT0.5S, "
            + $"and at most {Iso8601.Text(longest)}.");
        return null;
    }

    /// <summary>An optional object of strings.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Texts(string name)
    {
        if (!Has(name))
            return [];
        if (fields[name].Kind == JsonValueKind.Object)
        {
            using var json = JsonDocument.Parse(fields[name].Text);
            if (json.RootElement.EnumerateObject().All(static property => property.Value.ValueKind == JsonValueKind.String))
                return
                [
                    .. json.RootElement.EnumerateObject()
                        .Select(property => KeyValuePair.Create(property.Name, property.Value.GetString()!)),
                ];
        }

        Report(name, $"'{name}' must be an object of strings, such as {{\"Retry-After\": \"2\"}}.");
        return [];
    }

    public void Report(string? field, string detail) => errors.Add(new(field, detail));

    /// <summary>The collected errors. Call it after reading all fields: any field that was not read is reported as unknown.</summary>
    /// <returns>Null if there are no errors.</returns>
    public AdminReply? Problem()
    {
        foreach (var name in fields.Keys.Where(name => !asked.Contains(name)))
            Report(name, $"'{name}' is unknown. Known: {Joined(asked)}.{AdminProblems.DidYouMean(name, asked)}");

        // If the body itself is unusable, the missing fields are only a consequence.
        return errors.Count == 0 ? null : AdminProblems.Invalid(errors[0].Field is null ? [errors[0]] : errors);
    }

    private void Add(string name, Field field)
    {
        if (!fields.TryAdd(name, field))
            Report(name, $"'{name}' is given twice.");
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Joined(IReadOnlyCollection<string> known) => known.Count == 0 ? "none" : string.Join(", ", known);

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };

    /// <param name="Kind">Undefined for query parameters, which are always text.</param>
    private sealed record Field(JsonValueKind Kind, string Text);
}
