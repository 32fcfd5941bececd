using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Tests.Drafting;

/// <summary>Sends requests to a server and records them as a browser does, in HTTP Archive format.</summary>
internal sealed class HarRecorder(Uri address) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
    private readonly JsonArray entries = [];
    private string last = "";

    public string Har => new JsonObject
    {
        ["log"] = new JsonObject
        {
            ["version"] = "1.2",
            ["creator"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
            ["entries"] = entries.DeepClone(),
        },
    }.ToJsonString();

    /// <summary>Sends a request, and returns the value at a JSON pointer of the answer, or of a cookie; empty if there is none.</summary>
    /// <param name="value">Such as <c>/token</c> or <c>cookie SID</c>; null for none.</param>
    /// <param name="content">The body and its media type.</param>
    public async Task<string> SendAsync(
        string method, string path, (string Name, string Value)[]? headers = null, (string Type, string Text)? content = null,
            string? value = null)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(address, path));
        foreach (var (name, text) in headers ?? [])
            request.Headers.TryAddWithoutValidation(name, text);
        if (content is var (type, body))
        {
            request.Content = new StringContent(body);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        last = answer;
        entries.Add(EntryOf(request, response, content, answer));
        if (value is ['c', 'o', 'o', 'k', 'i', 'e', ' ', .. var cookie])
        {
            return response.Headers.GetValues("Set-Cookie").First(set => set.StartsWith($"{cookie}=", StringComparison.Ordinal))
                .Split(';')[0].Split('=')[1];
        }

        return value is null ? "" : Received(value);
    }

    /// <summary>A string in the last answer.</summary>
    public string Received(string pointer) => JsonPointer.Find(JsonElement.Parse(last), pointer)!.Value.GetString()!;

    public void Dispose() => client.Dispose();

    private static JsonObject EntryOf(
        HttpRequestMessage request, HttpResponseMessage response, (string Type, string Text)? content, string answer)
    {
        var sent = new JsonObject
        {
            ["method"] = request.Method.Method,
            ["url"] = request.RequestUri!.ToString(),
            ["headers"] = Pairs(request.Headers.Select(header => (header.Key, string.Join(", ", header.Value)))),
        };
        if (content is var (type, text))
            sent["postData"] = new JsonObject { ["mimeType"] = type, ["text"] = text };
        return new JsonObject
        {
            ["startedDateTime"] = "2026-11-28T10:00:00.000Z",
            ["request"] = sent,
            ["response"] = new JsonObject
            {
                ["status"] = (int)response.StatusCode,
                ["headers"] = Pairs(response.Headers.Concat(response.Content.Headers)
                    .SelectMany(header => header.Value.Select(value => (header.Key, value)))),
                ["content"] = new JsonObject { ["mimeType"] = response.Content.Headers.ContentType?.ToString() ?? "", ["text"] = answer },
            },
        };
    }

    private static JsonArray Pairs(IEnumerable<(string Name, string Value)> pairs) =>
        new([.. pairs.Select(JsonNode (pair) => new JsonObject { ["name"] = pair.Name, ["value"] = pair.Value })]);
}
