namespace LogoutContracts.Drafting.Recording;

/// <summary>The state of the caller's session in each exchange.</summary>
internal static class Timeline
{
    /// <param name="isLogout">Whether an exchange is a logout.</param>
    public static IReadOnlyList<StatedExchange> Of(
        IReadOnlyList<Exchange> exchanges, IReadOnlyList<RecordedCredential> credentials, Func<Exchange, bool> isLogout)
    {
        var opened = new HashSet<string>(StringComparer.Ordinal);
        var ended = new HashSet<string>(StringComparer.Ordinal);
        var stated = new List<StatedExchange>();
        var carried = credentials.Where(credential => credential.Carrier is not null).ToList();
        foreach (var exchange in exchanges)
        {
            var shown = carried.ConvertAll(credential => (credential, Value: credential.Carrier!.In(exchange)));
            // A token that is revoked is in the body.
            if (shown.TrueForAll(each => each.Value is null) && InBody(exchange, credentials) is { } inBody)
                shown = [inBody];
            var state = StateOf(shown, opened, ended);
            stated.Add(new(exchange, state));
            if (state is "active" && isLogout(exchange) && exchange.Status < 400)
                ended.UnionWith(credentials.Where(each => !each.IsPerUser).SelectMany(each => each.Values).Where(opened.Contains));
            foreach (var (_, from, text) in SessionFlow.Emitted(exchange))
            {
                if (credentials.Any(credential => string.Equals(credential.From, from, StringComparison.Ordinal)))
                    opened.Add(text);
            }
        }

        return stated;
    }

    private static (RecordedCredential Credential, string? Value)? InBody(Exchange exchange,
        IReadOnlyList<RecordedCredential> credentials) =>
        BodyJson.Texts(exchange.SentJson)
            .SelectMany(text => credentials.Where(credential => credential.Values.Contains(text.Text, StringComparer.Ordinal))
                .Select(credential => ((RecordedCredential, string?)?)(credential, text.Text))).FirstOrDefault();

    private static string StateOf(
        List<(RecordedCredential Credential, string? Value)> shown, HashSet<string> opened, HashSet<string> ended)
    {
        var present = shown.FindAll(each => each.Value is not null);
        if (present.Count == 0)
            return "absent";
        if (present.Count < shown.Count)
            return "partial";
        if (present.Exists(each => ended.Contains(each.Value!)))
            return "ended";
        return present.TrueForAll(each => opened.Contains(each.Value!)) ? "active" : "unknown";
    }
}

/// <param name="Caller">absent, partial, unknown, ended or active.</param>
internal sealed record StatedExchange(Exchange Exchange, string Caller);
