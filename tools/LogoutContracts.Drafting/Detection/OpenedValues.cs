using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Detection;

/// <summary>Finds the values in a login's answer that may be credentials.</summary>
internal static class OpenedValues
{
    // The first of them are the most likely.
    private static readonly string[] Names =
    [
        "accesstoken", "authtoken", "sessiontoken", "token", "jwt", "bearertoken", "sessionid", "sid", "usertoken", "apitoken",
            "authorization",
        "key", "idtoken", "session", "refreshtoken",
    ];

    /// <summary>The values of the first successful answer, the most likely first.</summary>
    public static IEnumerable<OpenedValue> In(ApiOperation login)
    {
        if (login.Success is not { At: var response })
            return [];
        var inBody = SchemaTree.Properties(ApiOperation.PreferredMedia(response)?.At["schema"]).Where(property => property.IsText)
            .Select(property => (property, Rank: RankOf(property.Name))).Where(ranked => ranked.Rank >= 0).OrderBy(ranked => ranked.Rank)
            .Select(ranked => new OpenedValue(ranked.property.Name, $"$response.body#{ranked.property.Pointer}", ranked.property.Schema));
        var inHeaders = (response["headers"]?.Entries ?? [])
            .Where(header => RankOf(header.Key.Replace("X-", "", StringComparison.OrdinalIgnoreCase)) >= 0)
            .Select(header => new OpenedValue(header.Key, $"$response.header.{header.Key}", header.Value));
        return inBody.Concat(inHeaders).Concat(Cookies(response));
    }

    /// <summary>All texts of the first successful answer's body.</summary>
    public static IEnumerable<OpenedValue> Texts(ApiOperation login) =>
        SchemaTree.Properties(login.Success is { At: var response } ? ApiOperation.PreferredMedia(response)?.At["schema"] : null)
            .Where(property => property.IsText)
            .Select(property => new OpenedValue(property.Name, $"$response.body#{property.Pointer}", property.Schema));

    /// <summary>The cookies that the answer sets. The name is empty if the file does not say it.</summary>
    private static IEnumerable<OpenedValue> Cookies(Place response) => (response["headers"]?.Entries ?? [])
        .Where(header => header.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)).Select(header =>
        {
            var example = header.Value.Text("example") ?? header.Value["schema"]?.Text("example") ?? "";
            var name = example.Contains('=', StringComparison.Ordinal) ? example.Split('=')[0].Trim() : "";
            return new OpenedValue(name, $"$response.cookie.{name}", header.Value);
        });

    private static int RankOf(string name) => Array.IndexOf(Names, string.Concat(NameWords.Of(name)));
}

/// <summary>A value in a login's answer.</summary>
/// <param name="From">The runtime expression, such as <c>$response.body#/token</c>.</param>
/// <param name="At">What the file says about it.</param>
internal sealed record OpenedValue(string Name, string From, Place At)
{
    public bool IsCookie => From.StartsWith("$response.cookie.", StringComparison.Ordinal);

    public bool IsInBody => From.StartsWith("$response.body#", StringComparison.Ordinal);

    /// <summary>For a value in the body: the JSON pointer.</summary>
    public string Pointer => From[(From.IndexOf('#', StringComparison.Ordinal) + 1)..];
}
