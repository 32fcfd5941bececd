using System.Collections.Concurrent;
using LogoutContracts.Verification.Http;
using Microsoft.IdentityModel.Tokens;

namespace LogoutContracts.Verification.Tokens;

/// <summary>The public keys that a target publishes, read once per run. Thread-safe.</summary>
internal sealed class KeySets
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<SecurityKey>> known = new(StringComparer.Ordinal);

    /// <param name="operation">The operation that publishes them.</param>
    /// <param name="ask">Sends its request.</param>
    /// <param name="again">Whether to ask again, because the target may have changed its keys.</param>
    /// <returns>Null if the target does not publish any.</returns>
    public async Task<IReadOnlyList<SecurityKey>?> OfAsync(string operation, Func<Task<ReceivedResponse>> ask, bool again = false)
    {
        if (again || !known.TryGetValue(operation, out var keys))
            known[operation] = keys = Read(await ask());
        return keys.Count > 0 ? keys : null;
    }

    /// <returns>The keys of a JWK Set (RFC 7517) that can check signatures; empty if the response has none.</returns>
    private static IReadOnlyList<SecurityKey> Read(ReceivedResponse response)
    {
        if (response.Status is < 200 or >= 300 || ResponseJson.Parse(response.Body) is null)
            return [];
        try
        {
            return [.. JsonWebKeySet.Create(response.Body).GetSigningKeys()];
        }
        catch (Exception e) when (e is ArgumentException or FormatException or System.Security.Cryptography.CryptographicException)
        {
            return [];
        }
    }
}
