using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Tokens;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Tokens;

namespace LogoutContracts.Verification.Running;

/// <summary>Checks the JSON Web Tokens that a target issues against its published keys and the contract's claims.</summary>
internal sealed class IssuedTokens(Conversation talk)
{
    private SessionModel Sessions => talk.Plan.Contract.Sessions;

    /// <summary>Compares the tokens of a session.</summary>
    /// <param name="issuedBy">The operation that has returned the session's values.</param>
    /// <param name="renewed">Whether it has renewed the session; only values that it returns count.</param>
    /// <param name="valueOf">A credential or id of the session, by its name; null if it is unknown.</param>
    /// <returns>Empty if the contract has no such tokens in this release.</returns>
    public async Task<IReadOnlyList<Comparison>> CompareAsync(string issuedBy, bool renewed, Func<string, string?> valueOf)
    {
        var compared = new List<Comparison>();
        var use = talk.Plan.Contract.FindOperation(issuedBy)?.Session ?? SessionUse.None;
        foreach (var opening in renewed ? use.Renewing : use.Opens)
        {
            if (Sessions.JwtOf(opening.Name) is not { } format || valueOf(opening.Name) is not { Length: > 0 } token)
                continue;
            var comparer = new JwtComparer(opening.Name, format, LifetimeOf(opening.Name), ValueOf);
            var found = await comparer.CompareAsync(token, await KeysAsync(format));
            if (found.Any(comparison => !comparison.Holds))
                found = await comparer.CompareAsync(token, await KeysAsync(format, again: true));
            compared.AddRange(found.Select(Masked));
        }

        return compared;

        string? ValueOf(string placeholder) => placeholder switch
        {
            JwtClaim.User => null,
            JwtClaim.Client => Sessions.Clients.Count > 0 ? Sessions.Clients[0].Id : null,
            _ => valueOf(placeholder),
        };
    }

    /// <summary>Remarks, once per run, how the tokens of a login that only prepares a case differ.</summary>
    public async Task NoteAsync(string login, IReadOnlyDictionary<string, string> session)
    {
        foreach (var difference in (await CompareAsync(login, renewed: false, session.GetValueOrDefault))
            .Where(comparison => comparison.Differs))
        {
            var text = Judging.ComparisonSentence.Of(difference);
            talk.Memory.Remark($"{login} {text}", $"{login}: {text}");
        }
    }

    private TimeSpan LifetimeOf(string name) =>
        Sessions.Credentials.First(credential => string.Equals(credential.Name, name, StringComparison.Ordinal)).Lifetime!.Value;

    private Task<IReadOnlyList<Microsoft.IdentityModel.Tokens.SecurityKey>?> KeysAsync(JwtFormat format, bool again = false) =>
        talk.Memory.Keys.OfAsync(format.Keys, () => AskAsync(format), again);

    private async Task<ReceivedResponse> AskAsync(JwtFormat format)
    {
        var publishing = talk.Plan.Variants.First(planned => planned is { IsDefault: true, Answer.Status: < 300 }
            && string.Equals(planned.Operation, format.Keys, StringComparison.Ordinal));
        return (await talk.SendUnkeptAsync(RenderedRequest.Of(publishing.Variant.Request, publishing.Seeds.ValueOf))).Response;
    }

    private Comparison Masked(Comparison comparison) => comparison with
    {
        Expected = talk.Cast.Hashed(comparison.Expected),
        Actual = talk.Cast.Hashed(comparison.Actual),
    };
}
