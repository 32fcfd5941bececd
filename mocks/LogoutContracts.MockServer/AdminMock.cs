using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.Serving;

/// <summary>The port beside the contracts: is the server up, what does it serve, and back to the start.</summary>
internal sealed class AdminMock(IReadOnlyList<ContractMock> mocks, Func<ContractMock, Uri> addressOf)
{
    private static readonly byte[] Ok = """{"status":"ok"}"""u8.ToArray();
    private static readonly byte[] Reset = """{"status":"reset"}"""u8.ToArray();

    public ValueTask AnswerAsync(IFeatureCollection features)
    {
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        switch (request.Method, request.Path)
        {
            case ("GET" or "HEAD", "/health"):
                return Sending.JsonAsync(features, 200, "application/json", Ok);
            case ("GET" or "HEAD", "/" or "/contracts"):
                return Sending.JsonAsync(features, 200, "application/json", Contracts());
            case ("POST", "/reset"):
                foreach (var mock in mocks)
                    mock.Reset();
                return Sending.JsonAsync(features, 200, "application/json", Reset);
            default:
                return Problems.NoAdminPathAsync(features, request.Method, request.Path);
        }
    }

    private ReadOnlyMemory<byte> Contracts()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var mock in mocks)
            {
                var contract = mock.Plan.Contract;
                json.WriteStartObject();
                json.WriteString("id", contract.Id);
                json.WriteString("title", contract.Title);
                json.WriteString("baseUrl", addressOf(mock).ToString().TrimEnd('/'));
                if (mock.Plan.Release is { } release)
                    json.WriteString("release", release);
                json.WriteStartArray("operations");
                foreach (var operation in contract.Operations)
                {
                    json.WriteStartObject();
                    json.WriteString("id", operation.Id);
                    json.WriteString("method", operation.Method);
                    json.WriteString("path", operation.Path.Text);
                    json.WriteNumber("variants", operation.Variants.Count);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return buffer.WrittenMemory;
    }
}
