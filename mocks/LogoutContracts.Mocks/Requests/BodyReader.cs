using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Requests;

/// <summary>Says what a request's body is worth to an operation.</summary>
public static class BodyReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <param name="declared">Null where the operation declares none: then any body is as good as none.</param>
    /// <param name="mediaType">Of the body, lower case, without parameters; empty where the request names none.</param>
    /// <param name="json">The body, where it is JSON and read as such; the caller disposes of it.</param>
    public static BodyClass Classify(RequestBody? declared, ReadOnlyMemory<byte> body, string mediaType, out JsonDocument? json)
    {
        json = null;
        if (declared is null)
            return BodyClass.Valid;
        if (body.IsEmpty)
            return BodyClass.Empty;

        // Of several media types that an operation takes, the rules about bodies are about JSON; any other is as good as its being there.
        if (!declared.IsJson || (!MediaType.IsJson(mediaType) && declared.MediaTypes.Contains(mediaType, StringComparer.Ordinal)))
            return BodyClass.Valid;
        try
        {
            json = JsonDocument.Parse(body, Strict);
        }
        catch (JsonException)
        {
            return BodyClass.Malformed;
        }

        if (!JsonUnicode.IsWellFormed(body.Span))
        {
            json.Dispose();
            json = null;
            return BodyClass.Malformed;
        }

        return declared.Schema?.FirstFailedKeyword(json.RootElement) is { } keyword ? new(BodyKind.Invalid, keyword) : BodyClass.Valid;
    }
}
