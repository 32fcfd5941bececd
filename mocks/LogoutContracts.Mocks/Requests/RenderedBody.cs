using System.Text;
using System.Text.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Requests;

/// <summary>Reads the body of a request that has not been sent, as a server would.</summary>
public static class RenderedBody
{
    /// <param name="declared">Null if the operation declares no body.</param>
    /// <param name="json">The body, if it is JSON or a form; the caller disposes of it.</param>
    public static BodyClass Read(RequestBody? declared, RenderedRequest request, out JsonDocument? json)
    {
        var contentType = new RenderedRequestView(request).TryGetHeader("Content-Type", out var header) ? header.ToString() : "";
        return BodyReader.Classify(
            declared, Encoding.UTF8.GetBytes(request.Body ?? ""), MediaType.Essence(contentType), contentType, out json);
    }

    /// <summary>The value that the request shows; empty if it shows none.</summary>
    public static string Shown(ShownValue value, RequestBody? declared, RenderedRequest request)
    {
        Read(declared, request, out var json);
        using (json)
            return CredentialReader.Read(value.Places, new RenderedRequestView(request), json?.RootElement).ToString();
    }
}
