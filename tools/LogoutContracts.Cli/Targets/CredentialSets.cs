using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Cli.Targets;

/// <summary>
/// Groups credentials into sessions: the first value of each name belongs to one session, the second value to another, and so on.
/// </summary>
internal static class CredentialSets
{
    /// <param name="given">In the order of the command line.</param>
    /// <param name="problems">Receives a message for each problem.</param>
    public static ValueList<ValueList<LoginInput>> Of(MockPlan plan, IEnumerable<LoginInput> given, List<string> problems)
    {
        var values = given.ToLookup(input => input.Name, input => input.Value, StringComparer.Ordinal);
        if (values.Count == 0)
            return [];
        var (sessions, contract) = (plan.Contract.Sessions, plan.Contract.Id);
        var missing = sessions.Credentials.Select(each => each.Name).Where(name => !values[name].Any()).ToList();
        if (missing.Count > 0)
            problems.Add(AccountErrors.CredentialMissing(contract, missing));
        var count = values.Max(value => value.Count());
        var uneven = values.Where(value => value.Count() != count && !IsShared(plan, value)).ToList();
        problems.AddRange(uneven.Select(value => AccountErrors.CredentialsUneven(contract, value.Key, value.Count(), count)));
        if (missing.Count > 0 || uneven.Count > 0)
            return [];
        return Enumerable.Range(0, count)
            .Select(place => values
                .Select(value => new LoginInput(value.Key, value.ElementAtOrDefault(place) ?? value.First())).ToValueList())
            .ToValueList();
    }

    /// <summary>Whether one value is enough, because all sessions of a user have it.</summary>
    private static bool IsShared(MockPlan plan, IGrouping<string, string> value) => value.Count() == 1
        && plan.Contract.Sessions.Credentials.Any(each => each.IsPerUser && string.Equals(each.Name, value.Key, StringComparison.Ordinal));
}
