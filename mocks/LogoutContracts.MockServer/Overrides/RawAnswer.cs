using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Http;
using LogoutContracts.Specs.Primitives;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.MockServer.Overrides;

/// <summary>An answer that need not be in the contract. It is only sent: it opens and ends no session.</summary>
/// <param name="Status">From 200 to 599.</param>
public sealed record RawAnswer(int Status)
{
    internal const int First = 200;
    internal const int Last = 599;

    // The server frames the answer itself.
    private static readonly string[] Framing = ["Connection", "Content-Length", "Transfer-Encoding"];

    /// <summary>The headers. A name may occur several times.</summary>
    public ValueList<Header> Headers { get; init; } = [];

    /// <summary>The body, sent as UTF-8; empty for none.</summary>
    public string Body { get; init; } = "";

    /// <summary>Why it cannot be sent: the field, and what is wrong with it. Empty if it can.</summary>
    internal IEnumerable<(string Field, string Detail)> Problems()
    {
        if (Status is < First or > Last)
            yield return ("status", string.Create(null, $"'status' must be a whole number from {First} to {Last}; found: {Status}."));
        if (Body.Length > 0 && Status is 204 or 304)
            yield return ("body", string.Create(null, $"An answer with status {Status} has no body. Remove 'body', or change 'status'."));
        foreach (var (name, value) in Headers)
        {
            if (name.Length == 0 || !name.All(IsInNames))
                yield return ("headers", $"'{name}' is not a header name; expected letters, digits and hyphens.");
            else if (Framing.Contains(name, StringComparer.OrdinalIgnoreCase))
                yield return ("headers", $"The server sets '{name}' itself. Remove it.");
            if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                yield return ("headers", $"The value of '{name}' has characters that a header cannot have; expected printable ASCII.");
        }
    }

    // RFC 9110, section 5.6.2.
    private static bool IsInNames(char character) => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character);

    /// <param name="cut">Whether to send only half of the body, with the Content-Length of all of it.</param>
    internal ValueTask WriteAsync(IFeatureCollection features, bool cut)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            response.Headers[name] = StringValues.Concat(response.Headers[name], value);
        var bytes = System.Text.Encoding.UTF8.GetBytes(Body);

        // RFC 9110, section 8.6: these responses have no Content-Length.
        if (Status is not (204 or 304))
            response.Headers.ContentLength = bytes.Length;
        return bytes.Length == 0 ? ValueTask.CompletedTask
            : ResponseWriter.BodyAsync(features, cut ? bytes.AsMemory(0, bytes.Length / 2) : bytes);
    }
}
