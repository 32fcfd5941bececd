using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Mocks.Mappings.Responses;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>The fields of which a response may have one, for its body.</summary>
/// <param name="Base64">The field with bytes in Base64.</param>
/// <param name="File">The field with the name of a file in <c>__files</c>.</param>
internal sealed record BodyFields(string Text, string Json, string Base64, string File)
{
    /// <summary>Reads the body. Several fields, and bytes that are not Base64, are reported.</summary>
    public MappedBody Read(MappingFields fields, TemplateSource templates, MappingInput input)
    {
        var used = new[] { Text, Json, Base64, File }.Where(name => fields.Optional(name) is not null).ToList();
        if (used.Count > 1)
            input.Problems.Conflicting(fields.Value, used, fields.What);
        if (used is not [var name] || fields.Optional(name) is not { } value)
            return MappedBody.Empty;
        if (string.Equals(name, Json, StringComparison.Ordinal))
            return templates.Body(value, ParsedJson.Compact(value.Value));
        if (fields.Text(name) is not { } text)
            return MappedBody.Empty;
        if (string.Equals(name, Text, StringComparison.Ordinal))
            return templates.Body(value, text);
        return string.Equals(name, File, StringComparison.Ordinal)
            ? templates.File(value, text, input.Files) : Decoded(value, text, input.Problems);
    }

    private MappedBody Decoded(PlacedJson value, string text, MappingProblems problems)
    {
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length))
            return new(bytes.AsMemory(0, length), null);
        problems.Malformed(value, $"'{Base64}'", "bytes in Base64");
        return MappedBody.Empty;
    }
}
