using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Http;

/// <summary>Reads a whole request body. Kestrel limits its size and data rate.</summary>
internal static class RequestBodyReader
{
    public static ValueTask<ReadOnlyMemory<byte>> ReadAsync(IFeatureCollection features) =>
        features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } ? ReadAllAsync(features)
            : new(ReadOnlyMemory<byte>.Empty);

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAllAsync(IFeatureCollection features)
    {
        var reader = features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        while (true)
        {
            var read = await reader.ReadAsync();
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
