using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Requests;

/// <summary>Classifies request bodies.</summary>
public static class BodyReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Classifies a body, and parses it.</summary>
    /// <param name="declared">Null if the operation declares no body: then any body is valid.</param>
    /// <param name="mediaType">
    /// Media type of the body, in lower case and without parameters; empty if the request has no Content-Type.
    /// </param>
    /// <param name="contentType">The Content-Type header with its parameters, among them the boundary of a form.</param>
    /// <param name="json">The parsed body, or null if it is neither read as JSON nor as a form; the caller disposes of it.</param>
    public static BodyClass Classify(
        RequestBody? declared, ReadOnlyMemory<byte> body, string mediaType, string contentType, out JsonDocument? json)
    {
        json = null;
        if (declared is null)
            return BodyClass.Valid;
        if (body.IsEmpty)
            return BodyClass.Empty;

        var isDeclared = declared.MediaTypes.AsSpan().Contains(mediaType);
        if (isDeclared && MediaType.IsForm(mediaType))
        {
            json = FormBody.Parse(declared, contentType, body.Span);
            return json is null ? BodyClass.Malformed : Checked(declared, json);
        }

        // An operation that expects a form cannot read another media type.
        if (declared.IsForm && !isDeclared)
            return BodyClass.Malformed;

        // If an operation accepts several media types, body rules apply to JSON and forms only; a non-empty body of another accepted type
        // is valid.
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
