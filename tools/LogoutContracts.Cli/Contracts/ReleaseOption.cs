using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Contracts;

/// <summary>The option <c>--release</c>: the vendor's release that a mock simulates, or that a target runs.</summary>
internal sealed class ReleaseOption(string description)
{
    /// <summary>The description for verbs that use targets.</summary>
    public const string OfTarget =
        "Vendor's release that the target runs: R for all contracts that have it, or CONTRACT=R for one; repeatable";

    private readonly Option<string[]> releases = new("--release") { HelpName = "R", Description = description };

    public Option Option => releases;

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(releases) is { Length: > 0 };

    /// <param name="known">Ids of all contracts, started or not.</param>
    /// <returns>The chosen release of a contract, or null for the contract's default.</returns>
    /// <exception cref="UserErrorException">A release or contract is unknown, or two releases apply to one contract.</exception>
    public Func<Contract, string?> Choose(ParseResult parsed, IReadOnlyList<Contract> started, IReadOnlyCollection<string> known)
    {
        var chosen = ReleaseParser.Of(parsed.GetValue(releases) ?? [], started, known);
        return contract => chosen.GetValueOrDefault(contract.Id);
    }
}
