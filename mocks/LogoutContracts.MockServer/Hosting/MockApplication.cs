using LogoutContracts.MockServer.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Hosting;

/// <summary>Dispatches requests to the owner of their port; reports unhandled exceptions.</summary>
internal sealed class MockApplication(Action<Exception> onError) : IHttpApplication<IFeatureCollection>
{
    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
        // Kestrel owns the features.
    }

    public Task ProcessRequestAsync(IFeatureCollection context)
    {
        try
        {
            var answering = context.GetRequiredFeature<Listener>().Answer(context);
            return answering.IsCompletedSuccessfully ? Task.CompletedTask : Guarded(answering, context);
        }
        catch (Exception e)
        {
            return FailAsync(context, e).AsTask();
        }
    }

    private async Task Guarded(ValueTask answering, IFeatureCollection context)
    {
        try
        {
            await answering;
        }
        catch (Exception e)
        {
            await FailAsync(context, e);
        }
    }

    private ValueTask FailAsync(IFeatureCollection context, Exception e)
    {
        var started = context.GetRequiredFeature<IHttpResponseFeature>().HasStarted;
        switch (e)
        {
            // The client's fault: a body that is too large, too slow or incomplete. Kestrel closes the connection if necessary.
            case BadHttpRequestException bad when !started:
                return ResponseWriter.ProblemAsync(context, bad.StatusCode, "bad-request", "The request cannot be read", bad.Message);
            case BadHttpRequestException:
                return ValueTask.CompletedTask;
            case var gone when ClientGone.Is(gone):
                return ValueTask.CompletedTask;
            default:
                onError(e);
                return started ? ValueTask.CompletedTask : ResponseWriter.ProblemAsync(
                    context, 500, "mock-error", "Internal error in the mock",
                    "This is a bug in the mock, not an answer from the contract. See the server's log.");
        }
    }
}
