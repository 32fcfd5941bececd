using System.Text;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.MockServer.Routing;

/// <summary>An answer, encoded in advance except for placeholders that depend on sessions.</summary>
internal sealed class RunningAnswer
{
    private readonly int status;
    private readonly (string Name, StringValues Values)[] headers;
    private readonly (string Name, Template[] Values)[] headersWithHoles;
    private readonly byte[]? body;
    private readonly Template? bodyWithHoles;
    private readonly SessionListBody? list;
    private readonly bool isJson;

    public RunningAnswer(Expectation.Answer answer)
    {
        status = answer.Status;
        var sent = answer.Headers.Where(header => !header.IsAbsent).ToLookup(header => header.Values.Any(value => value.Holes.Any()));
        headers = [.. sent[false].Select(header => (header.Name, new StringValues([.. header.Values.Select(value => value.Text)])))];
        headersWithHoles = [.. sent[true].Select(header => (header.Name, header.Values.ToArray()))];
        isJson = answer.Body?.IsJson ?? false;
        if (answer.Body is not { } expected)
            return;
        if (expected.Sessions is { } listed)
            list = new(expected.Text, listed);
        if (expected.Text.Holes.Any())
            bodyWithHoles = expected.Text;
        else
            body = Encoding.UTF8.GetBytes(expected.Text.Text);
    }

    /// <param name="cut">Whether to send only half of the body, with the Content-Length of all of it.</param>
    public ValueTask WriteAsync(IFeatureCollection features, RequestSessions sessions, bool cut)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = status;
        foreach (var (name, values) in headers)
            response.Headers[name] = values;
        var bytes = headersWithHoles.Length == 0 && bodyWithHoles is null && list is null ? body : Fill(response, sessions);

        // RFC 9110, section 8.6: these responses have no Content-Length.
        if (status is not (204 or 304) and >= 200)
            response.Headers.ContentLength = bytes?.Length ?? 0;
        return bytes is null ? ValueTask.CompletedTask
            : ResponseWriter.BodyAsync(features, cut ? bytes.AsMemory(0, bytes.Length / 2) : bytes);
    }

    // A method of its own: a method allocates its closures even if it does not use them.
    private byte[]? Fill(IHttpResponseFeature response, RequestSessions sessions)
    {
        foreach (var (name, values) in headersWithHoles)
        {
            // A header that only repeats a request header is left out if the request does not have it.
            string[] rendered = [.. values.Select(value => value.Render(sessions.ValueOf)).Where(value => value.Length > 0)];
            if (rendered.Length > 0)
                response.Headers[name] = new(rendered);
        }

        if (list is not null)
            return Encoding.UTF8.GetBytes(list.Render(sessions, Escaped));
        return bodyWithHoles is null ? body
            : Encoding.UTF8.GetBytes(bodyWithHoles.Render(hole => isJson ? Escaped(sessions.ValueOf(hole)) : sessions.ValueOf(hole)));
    }

    // Generated values need no escaping, but target ids and repeated headers come from the request.
    private static string Escaped(string value) =>
        System.Text.Json.JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
