using LogoutContracts.MockServer.Contracts;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Flaws;

/// <summary>
/// Wraps a contract's mock in flaws, like middleware: each sees a request before the correct mock, and its answer before the client.
/// </summary>
internal sealed class FlawedMock(ContractEndpoint sound, IEnumerable<Flaw> flaws)
{
    private readonly FlawAct[] acts = [.. flaws.Select(flaw => flaw.Begin())];

    public async ValueTask AnswerAsync(IFeatureCollection features)
    {
        var client = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var call = new FlawedCall(features, sound.Current);
        features.Set<IHttpResponseBodyFeature>(call.Kept);
        try
        {
            await AnswerAsync(call, 0);
        }
        finally
        {
            features.Set(client);
        }

        await call.SendAsync();
    }

    private Task AnswerAsync(FlawedCall call, int flaw) =>
        flaw == acts.Length ? sound.AnswerAsync(call.Features).AsTask() : acts[flaw](call, () => AnswerAsync(call, flaw + 1));
}
