using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Http;

/// <summary>Reads a whole request body. Kestrel limits its size and data rate.</summary>
internal static class RequestBodyReader
{
    /// <exception cref="BadHttpRequestException">The client sent a body that cannot be read.</exception>
    public static ValueTask<ReadOnlyMemory<byte>> ReadAsync(IFeatureCollection features) =>
        features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } ? ReadAllAsync(features)
            : new(ReadOnlyMemory<byte>.Empty);

    // Kestrel has no exception of its own for a chunk size that overflows, a NUL in a trailer, or a client that breaks HTTP/2 within a
    // body.
    private static async ValueTask<ReadOnlyMemory<byte>> ReadAllAsync(IFeatureCollection features)
    {
        try
        {
            return await ReadAllAsync(features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException
            && e is not (BadHttpRequestException or ConnectionResetException))
        {
            throw new BadHttpRequestException($"The request body cannot be read: {e.Message}", StatusCodes.Status400BadRequest, e);
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAllAsync(PipeReader reader)
    {
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
