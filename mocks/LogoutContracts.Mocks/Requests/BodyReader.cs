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
    /// <param name="contentType">The whole header, for the boundary of a form.</param>
    /// <param name="json">The body, if it is JSON or a form; the caller disposes of it.</param>
    public static BodyClass Classify(RequestBody? declared, ReadOnlyMemory<byte> body, string mediaType, string contentType, out JsonDocument? json)
    {
        json = null;
        if (declared is null)
            return BodyClass.Valid;
        if (body.IsEmpty)
            return BodyClass.Empty;

        var isDeclared = declared.MediaTypes.Contains(mediaType, StringComparer.Ordinal);
        if (isDeclared && MediaType.IsForm(mediaType))
        {
            json = FormBody.Parse(declared, contentType, body.Span);
            return json is null ? BodyClass.Malformed : Checked(declared, json);
        }

        // Where a form is wanted, anything else cannot be read.
        if (declared.IsForm && !isDeclared)
            return BodyClass.Malformed;

        // Of several media types that an operation takes, the rules about bodies are about JSON and forms; any other is as good as its being there.
        if (!declared.IsJson || (!MediaType.IsJson(mediaType) && isDeclared))
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

        return Checked(declared, json);
    }

    private static BodyClass Checked(RequestBody declared, JsonDocument json) =>
        declared.Schema?.FirstFailedKeyword(json.RootElement) is { } keyword ? new(BodyKind.Invalid, keyword) : BodyClass.Valid;
}
