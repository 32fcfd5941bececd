using System.Text;
using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Responses;
using LogoutContracts.Mocks.Mappings.Templates;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Makes bodies and headers of texts, which are templates if the mapping asks for that.</summary>
internal sealed class TemplateSource(MappingProblems problems, bool isOn, IReadOnlyDictionary<string, object?> parameters)
{
    private const string Open = "{{";

    public MappedBody Body(PlacedJson at, string text) => new(Encoding.UTF8.GetBytes(text), Template(at, text));

    public MappedBody File(PlacedJson at, string name, BodyFiles files)
    {
        if (isOn && name.Contains(Open, StringComparison.Ordinal))
        {
            problems.Template(at, "the name of a file with placeholders", "a fixed name");
            return MappedBody.Empty;
        }

        if (files(name) is { } bytes)
            return new(bytes, isOn ? Template(at, Encoding.UTF8.GetString(bytes.Span)) : null);
        problems.MissingFile(at, name);
        return MappedBody.Empty;
    }

    public MappedHeader Header(PlacedJson at, string name, string value) => new(name, value, Template(at, value));

    private ResponseTemplate? Template(PlacedJson at, string text)
    {
        if (!isOn || !text.Contains(Open, StringComparison.Ordinal))
            return null;
        var template = ResponseTemplate.Parse(text, parameters, out var problem);
        if (template is null)
            problems.Template(at, problem, "a Handlebars template with supported helpers");
        return template;
    }
}
