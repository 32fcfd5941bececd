using System.Text;
using LogoutContracts.Mocks.Mappings.Responses;
using LogoutContracts.Mocks.Mappings.Templates;
using LogoutContracts.MockServer.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.MockServer.Stubs;

/// <summary>The answer of a mapping, prepared as far as it has no placeholders.</summary>
internal sealed class StubAnswer
{
    private readonly MappedResponse response;
    private readonly (string Name, StringValues Values)[] headers;
    private readonly (string Name, MappedHeader[] Values)[] filledHeaders;
    private readonly bool hasBody;

    public StubAnswer(MappedResponse response)
    {
        this.response = response;
        var byName = response.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .ToLookup(group => group.Any(header => header.Template is not null));
        headers = [.. byName[false].Select(group => (group.Key, new StringValues([.. group.Select(header => header.Value)])))];
        filledHeaders = [.. byName[true].Select(group => (group.Key, group.ToArray()))];

        // RFC 9110, sections 15.3.5 and 15.4.5.
        hasBody = response.Status is not (204 or 304);
    }

    /// <summary>Whether the answer needs a <see cref="TemplateContext"/>.</summary>
    public bool IsTemplate => response.Body.Template is not null || filledHeaders.Length > 0;

    /// <param name="context">Null if the answer has no placeholders.</param>
    public ValueTask WriteAsync(IFeatureCollection features, TemplateContext? context, CancellationToken end)
    {
        var to = features.GetRequiredFeature<IHttpResponseFeature>();
        to.StatusCode = response.Status;
        if (response.Reason is not null)
            to.ReasonPhrase = response.Reason;
        foreach (var (name, values) in headers)
            to.Headers[name] = values;
        var body = response.Body.Bytes;
        if (context is not null)
        {
            foreach (var (name, values) in filledHeaders)
                to.Headers[name] = new([.. values.Select(header => HeaderText(header.Template?.Render(context) ?? header.Value))]);
            if (response.Body.Template is { } template)
                body = Encoding.UTF8.GetBytes(template.Render(context));
        }

        if (!hasBody)
            return ValueTask.CompletedTask;
        to.Headers.ContentLength = body.Length;
        if (body.IsEmpty)
            return ValueTask.CompletedTask;
        return response.Dribble is { } dribble ? DribbleAsync(features, body, dribble, end) : ResponseWriter.BodyAsync(features, body);
    }

    private static async ValueTask DribbleAsync(
        IFeatureCollection features, ReadOnlyMemory<byte> body, DribbleDelay dribble, CancellationToken end)
    {
        var chunks = Math.Min(dribble.Chunks, body.Length);
        for (var i = 0; i < chunks; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds((double)dribble.Duration / chunks), end);
            var (from, to) = ((int)((long)body.Length * i / chunks), (int)((long)body.Length * (i + 1) / chunks));
            await ResponseWriter.BodyAsync(features, body[from..to]);
        }
    }

    // What a request brings could end the header.
    private static string HeaderText(string value) =>
        value.Any(c => c is < ' ' or > '~') ? new([.. value.Select(c => c is < ' ' or > '~' ? '?' : c)]) : value;
}
