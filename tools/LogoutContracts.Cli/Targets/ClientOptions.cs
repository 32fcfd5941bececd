using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Cli.Targets;

/// <summary>
/// The OAuth clients of the target: <c>--client</c>, <c>--client-other</c>, the secrets file or the environment, in this order of
/// precedence.
/// </summary>
internal sealed class ClientOptions
{
    private const string Own = "--client";
    private const string Other = "--client-other";

    private readonly Option<string?> own = new(Own)
    {
        HelpName = "ID:SECRET",
        Description = "The target's OAuth client, instead of the contract's; " +
            $"or set {EnvironmentVariables.Client}, so that nobody sees the secret",
    };

    private readonly Option<string?> other = new(Other)
    {
        HelpName = "ID:SECRET",
        Description = $"A second OAuth client, which some cases need; or set {EnvironmentVariables.ClientOther}",
    };

    public IEnumerable<Option> All => [own, other];

    /// <summary>The plans with the clients of their targets.</summary>
    /// <param name="file">The values of the secrets file.</param>
    /// <exception cref="UserErrorException">A value is malformed, or of no use.</exception>
    public IReadOnlyList<MockPlan> In(
        IReadOnlyList<MockPlan> plans, CommandContext context, ParseResult parsed, IReadOnlyCollection<SecretValue> file)
    {
        var (first, second) = (Asked(parsed, own, Own), Asked(parsed, other, Other));
        if ((first ?? second) is not null && plans.All(plan => plan.Contract.Sessions.Clients.Count == 0))
            throw AccountErrors.NoClients(first is null ? Other : Own, plans.Select(plan => plan.Contract.Id));
        return [.. plans.Select(plan => plan.Contract.Sessions.Clients.Count == 0 ? plan : In(plan))];

        MockPlan In(MockPlan plan)
        {
            var id = plan.Contract.Id;
            var ownClient = first ?? Filed(file, SecretsFile.Client, id) ?? Set(context, EnvironmentVariables.Client);
            var otherClient = second ?? Filed(file, SecretsFile.ClientOther, id) ?? Set(context, EnvironmentVariables.ClientOther);
            if (ownClient is null && otherClient is not null)
                throw AccountErrors.OtherClientAlone(id);
            return ownClient is null ? plan : new TargetClients(ownClient, otherClient).In(plan);
        }
    }

    private static ClientAccount? Asked(ParseResult parsed, Option<string?> option, string name) =>
        parsed.GetValue(option) is { } text ? Parse(text) ?? throw AccountErrors.NoClient(name) : null;

    private static ClientAccount? Set(CommandContext context, string variable) =>
        context.Variable(variable) is { Length: > 0 } text ? Parse(text) ?? throw AccountErrors.NoClient(variable) : null;

    private static ClientAccount? Filed(IReadOnlyCollection<SecretValue> file, string section, string contract)
    {
        var (id, secret) = (Value("id"), Value("secret"));
        return id is null && secret is null ? null
            : id is null || secret is null ? throw AccountErrors.ClientIncomplete(section, id is null ? "id" : "secret")
            : new(id, secret);

        // What is below the contract's id is meant for it alone.
        string? Value(string name) => file
            .Where(value => string.Equals(value.Section, section, StringComparison.Ordinal)
                && string.Equals(value.Name, name, StringComparison.Ordinal)
                && (value.Contract is null || string.Equals(value.Contract, contract, StringComparison.Ordinal)))
            .OrderBy(value => value.Contract is null ? 1 : 0).FirstOrDefault()?.Value;
    }

    private static ClientAccount? Parse(string text) =>
        text.Split(':', 2) is [{ Length: > 0 } id, { Length: > 0 } secret] ? new(id, secret) : null;
}
