using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Requests;

/// <summary>Classifies request bodies.</summary>
public static class BodyReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <param name="declared">Null if the operation declares no body: then any body is valid.</param>
    /// <param name="mediaType">
    /// Media type of the body, in lower case and without parameters; empty if the request has no Content-Type.
    /// </param>
    /// <param name="json">The parsed body, or null if it is not read as JSON; the caller disposes of it.</param>
    public static BodyClass Classify(RequestBody? declared, ReadOnlyMemory<byte> body, string mediaType, out JsonDocument? json)
    {
        json = null;
        if (declared is null)
            return BodyClass.Valid;
        if (body.IsEmpty)
            return BodyClass.Empty;

        // If an operation accepts several media types, body rules apply to JSON only; a non-empty body of another accepted type is valid.
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
