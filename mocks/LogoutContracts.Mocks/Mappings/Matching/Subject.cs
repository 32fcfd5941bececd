using System.Text;
using System.Text.Json;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>What a matcher looks at: a header, a parameter, a part of the body, or the whole body.</summary>
internal readonly struct Subject
{
    private readonly string? text;
    private readonly RequestContent? body;

    /// <param name="text">Null if the request does not have it.</param>
    public Subject(string? text) => this.text = text;

    public Subject(RequestContent body) => this.body = body;

    public static Subject Absent => default;

    /// <summary>Whether the request does not have it; an empty body counts as none.</summary>
    public bool IsAbsent => body is null ? text is null : body.Bytes.IsEmpty;

    /// <summary>Null if it is absent.</summary>
    public string? Text => body is null ? text : body.Bytes.IsEmpty ? null : body.Text;

    /// <summary>Null if it is not JSON.</summary>
    public JsonElement? Json => body is not null ? body.Json : text is null ? null : ParsedJson.Of(text);

    public ReadOnlyMemory<byte> Bytes => body?.Bytes ?? Encoding.UTF8.GetBytes(text ?? "");
}
