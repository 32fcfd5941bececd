using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Model;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Reads the mark that gives each session a scenario state of its own. It is in the metadata, which WireMock ignores.</summary>
internal static class SessionMarks
{
    private const string Own = "logout-contracts";

    /// <param name="metadata">The name of the field in this format.</param>
    public static SessionMark? Read(MappingFields mapping, string metadata)
    {
        if (mapping.Optional(metadata) is not { Kind: JsonValueKind.Object } found
            || found.Members.FirstOrDefault(member => member.Name is Own) is not { Value: var own })
            return null;
        var settings = new MappingFields(own, $"'{Own}'", mapping.Problems, StringComparer.Ordinal);
        var text = settings.Text("perSession");
        settings.RejectOthers();
        var mark = text is null ? null : SessionMark.TryParse(text);
        if (text is not null && mark is null)
            mapping.Problems.Malformed(settings.Optional("perSession")!, "'perSession'", SessionMark.Forms);
        return mark;
    }
}
