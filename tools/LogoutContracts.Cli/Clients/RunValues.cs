using LogoutContracts.Cli.Context;
using LogoutContracts.ClientAudit;
using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Clients;

/// <summary>What a command gets for a run, as placeholders and as environment variables.</summary>
internal static class RunValues
{
    private const string Account = "account.";
    private const string Credential = "credential.";

    /// <summary>The names of all placeholders.</summary>
    public static IReadOnlyList<string> NamesFor(MockPlan plan, bool isOverTls) =>
    [
        "base-url", "host", "home", .. isOverTls ? ["ca-file"] : Array.Empty<string>(),
        .. ClientAuditor.AccountOf(plan).Keys.Select(name => Account + name),
        .. plan.Contract.Sessions.ValueNames.Select(name => Credential + name),
    ];

    /// <summary>The values of all placeholders, by name.</summary>
    /// <param name="home">The folder that the command takes for the user's.</param>
    /// <param name="caFile">Null over plain HTTP.</param>
    public static IReadOnlyDictionary<string, string> Of(ClientRun run, string home, string? caFile)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["base-url"] = run.BaseAddress.ToString().TrimEnd('/'),
            ["host"] = run.BaseAddress.Authority,
            ["home"] = home,
        };
        if (caFile is not null)
            values["ca-file"] = caFile;
        foreach (var (name, value) in run.Account)
            values[Account + name] = value;
        foreach (var (name, value) in run.Session)
            values[Credential + name] = value;
        return values;
    }

    /// <summary>The name of the environment variable for a placeholder.</summary>
    public static string VariableOf(string name) =>
        EnvironmentVariables.ClientPrefix + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
