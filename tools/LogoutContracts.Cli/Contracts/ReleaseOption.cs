using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Contracts;

/// <summary>The option <c>--release</c>: the vendor's release that a mock answers as, or that a target is.</summary>
internal sealed class ReleaseOption(string description)
{
    /// <summary>The description for verbs that work on targets.</summary>
    public const string OfTarget = "Release that the target is of, for every contract that knows it; 'contract=R' for one";

    private readonly Option<string[]> releases = new("--release") { HelpName = "R", Description = description };

    public Option Option => releases;

    /// <param name="known">Ids of all contracts, started or not.</param>
    /// <returns>The chosen release of a contract; null for the contract's own default.</returns>
    /// <exception cref="UserErrorException">A release or contract is unknown, or two releases apply to one contract.</exception>
    public Func<Contract, string?> Choose(ParseResult parsed, IReadOnlyList<Contract> started, IReadOnlyCollection<string> known)
    {
        var chosen = ReleaseParser.Of(parsed.GetValue(releases) ?? [], started, known);
        return contract => chosen.GetValueOrDefault(contract.Id);
    }
}
