using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>Which sessions a look must show. A table in memory always shows all of them.</summary>
internal sealed record SessionQuery
{
    /// <summary>All sessions.</summary>
    public static SessionQuery All { get; } = new() { IsAll = true };

    public bool IsAll { get; private init; }

    /// <summary>
    /// The hash of a value at this place, as <see cref="Mocks.Requests.Redactor.Hash"/> shows it: then the look shows the sessions with
    /// such a value, and the other properties do not apply. Otherwise null.
    /// </summary>
    public (int Place, string Hash)? Hashed { get; private init; }

    /// <summary>
    /// Sessions and users that have one of these values. A place is an index in <see cref="SessionModel.ValueNames"/>.
    /// </summary>
    public IReadOnlyList<(int Place, string Value)> Values { get; init; } = [];

    /// <summary>Names of users to show, even if none of their sessions is found.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Whether to also show all other sessions of the users of the sessions that are found.</summary>
    public bool WithOthersOfUser { get; init; }

    public static SessionQuery ByValues(IEnumerable<(int Place, string Value)> values) => new() { Values = [.. values] };

    public static SessionQuery ByHash(int place, string hash) => new() { Hashed = (place, hash) };

    public static SessionQuery OfUsers(params IReadOnlyList<string> names) => new() { Users = names };

    /// <summary>The session that has this value as any credential that sessions do not share.</summary>
    public static SessionQuery ByCredential(SessionModel model, string credential) => ByValues(
        Enumerable.Range(0, model.Credentials.Count).Where(place => !model.IsShared(place)).Select(place => (place, credential)));
}
