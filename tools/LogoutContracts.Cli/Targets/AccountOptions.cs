using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Cli.Targets;

/// <summary>
/// The credentials and login inputs: <c>--set</c>, <c>--set-other</c>, <c>--credential</c>, <c>--secrets</c>, or the environment.
/// The command line takes precedence over the file, and the file over the environment.
/// </summary>
internal sealed class AccountOptions
{
    private readonly Option<string[]> set = Many(
        "--set", "NAME=VALUE",
        "An input of the login, such as user or password; CONTRACT.NAME=VALUE for one contract; " +
        $"or set {EnvironmentVariables.SetPrefix}NAME; repeatable");

    private readonly Option<string[]> other = Many(
        "--set-other", "NAME=VALUE",
        $"The same for a second user, which some checks need; or set {EnvironmentVariables.SetOtherPrefix}NAME");

    private readonly Option<string[]> credential = Many(
        "--credential", "NAME=VALUE",
        "Instead of a login, a credential of an open session; for several sessions, repeat each name; " +
        $"or set {EnvironmentVariables.CredentialPrefix}NAME");

    private readonly Option<string?> command = new("--login-command")
    {
        HelpName = "CMD",
        Description = "Instead of the contract's login, a shell command that prints the credentials of a new session as JSON, " +
            $"such as {{\"token\":\"…\"}}, or a list of these; it gets {EnvironmentVariables.LoginKind} and " +
            $"{EnvironmentVariables.LoginUser} (first, other)",
    };

    private readonly Option<string?> secrets = new("--secrets")
    {
        HelpName = "FILE",
        Description = "A YAML file with the maps 'set', 'other', 'credential', 'client' and 'client-other', at the top level or below a " +
            "contract's id",
    };

    public IEnumerable<Option> All => [set, other, credential, command, secrets];

    /// <returns>Null if there is no login command.</returns>
    public LoginCommand? Command(CommandContext context, ParseResult parsed) =>
        parsed.GetValue(command) is { } text ? new(context, text) : null;

    /// <summary>The values of the secrets file; empty if none is given.</summary>
    /// <exception cref="UserErrorException">The file cannot be used.</exception>
    public ValueList<SecretValue> File(CommandContext context, ParseResult parsed) =>
        parsed.GetValue(secrets) is { } path ? Read(context, path) : [];

    /// <param name="file">The values of the secrets file.</param>
    /// <returns>The accounts by contract id.</returns>
    /// <exception cref="UserErrorException">A value is malformed, unknown or missing.</exception>
    public IReadOnlyDictionary<string, Accounts> Choose(
        CommandContext context, ParseResult parsed, IReadOnlyList<MockPlan> plans, ValueList<SecretValue> file)
    {
        var own = Inputs("--set", SecretsFile.Set, parsed.GetValue(set) ?? [], EnvironmentVariables.SetPrefix, LoginInputs.Of);
        var others = Inputs(
            "--set-other", SecretsFile.Other, parsed.GetValue(other) ?? [], EnvironmentVariables.SetOtherPrefix, LoginInputs.Of);
        var given = Inputs(
            "--credential", SecretsFile.Credential, parsed.GetValue(credential) ?? [], EnvironmentVariables.CredentialPrefix,
            plan => plan.Contract.Sessions.ValueNames, isPool: true);
        if (given.Count > 0 && parsed.GetValue(command) is not null)
            throw AccountErrors.CommandAndCredential();
        var problems = new List<string>();
        var accounts = plans.ToDictionary(plan => plan.Contract.Id, plan => Complete(plan, new()
        {
            Own = Of(own, plan),
            Other = Of(others, plan),
            Sessions = CredentialSets.Of(plan, given[plan.Contract.Id], problems),
            Clients = plan.Contract.Sessions.Clients,
        }), StringComparer.Ordinal);
        return problems.Count == 0 ? accounts : throw CommonErrors.All(problems);

        ILookup<string, LoginInput> Inputs(
            string option, string section, string[] written, string variable, Func<MockPlan, ValueList<string>> known, bool isPool = false)
        {
            var found = new List<(string Contract, LoginInput Input, int Rank)>();
            var filed = file.Where(value => string.Equals(value.Section, section, StringComparison.Ordinal))
                .Select(value => (value.Contract, Input: new LoginInput(value.Name, value.Value), Rank: 1));
            var asked = written.Select(text => Parse(option, text, plans)).Select(each => (each.Contract, each.Input, Rank: 0));
            foreach (var (contract, input, rank) in asked.Concat(filed))
            {
                var named = plans
                    .Where(plan => contract is null || string.Equals(plan.Contract.Id, contract, StringComparison.Ordinal)).ToList();
                var chosen = named.FindAll(plan => known(plan).Contains(input.Name, StringComparer.Ordinal));
                if (chosen.Count == 0)
                    throw AccountErrors.UnknownLoginInput(option, input.Name, [.. named.Select(plan => (plan.Contract.Id, known(plan)))]);
                found.AddRange(chosen.Select(plan => (plan.Contract.Id, input, rank)));
            }

            foreach (var plan in plans)
            {
                found.AddRange(known(plan).Select(name => (name, Value: context.Variable(variable + Upper(name))))
                    .Where(pair => !string.IsNullOrEmpty(pair.Value))
                    .Select(pair => (plan.Contract.Id, new LoginInput(pair.name, pair.Value!), 2)));
            }

            // The first value of a name takes precedence; only the command line can have several sessions.
            return found.GroupBy(each => (each.Contract, each.Input.Name))
                .SelectMany(values => isPool ? values.TakeWhile(each => each.Rank == 0).DefaultIfEmpty(values.First()) : values.Take(1))
                .ToLookup(each => each.Contract, each => each.Input, StringComparer.Ordinal);
        }
    }

    private static ValueList<LoginInput> Of(ILookup<string, LoginInput> inputs, MockPlan plan) =>
        inputs[plan.Contract.Id].ToValueList();

    private static Accounts Complete(MockPlan plan, Accounts accounts)
    {
        if (accounts.Sessions.Count > 0 && (accounts.Own.Count > 0 || accounts.Other.Count > 0))
            throw AccountErrors.CredentialAndLogin(plan.Contract.Id);
        return accounts;
    }

    private static (string? Contract, LoginInput Input) Parse(string option, string text, IReadOnlyList<MockPlan> plans)
    {
        if (text.Split('=', 2) is not [{ Length: > 0 } name, var value])
            throw AccountErrors.NoNameAndValue(option);
        return name.Split('.', 2) is [var id, { Length: > 0 } rest]
            && plans.Any(plan => string.Equals(plan.Contract.Id, id, StringComparison.Ordinal))
            ? (id, new(rest, value)) : (null, new(name, value));
    }

    private static ValueList<SecretValue> Read(CommandContext context, string path)
    {
        try
        {
            var read = SecretsFile.Read(new(path.Replace('\\', '/'), InputFile.Read(context.Full(path))));
            return read.Value is { } values ? values.Values : throw AccountErrors.BadSecrets(read.Diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(path, e);
        }
    }

    private static string Upper(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));

    private static Option<string[]> Many(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description, Arity = ArgumentArity.OneOrMore };
}
