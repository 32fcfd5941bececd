using LogoutContracts.Cli.Context;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Contracts;

/// <summary>Errors in the choice of contracts, specs and releases.</summary>
internal static class ContractErrors
{
    public static UserErrorException UnknownContract(string found, IReadOnlyCollection<string> known) => ErrorText.Error($"no contract '{found}'; {ErrorText.ThereIs(known)}.{ErrorText.DidYouMean(found, known)}");

    public static UserErrorException BadSpecs(IEnumerable<Diagnostic> problems) => ErrorText.Problems(
        problems, "these specs cannot be used; correct what is named above.");

    public static UserErrorException NoSuchPath(string path) => ErrorText.Error($"'{path}' is not there; expected a spec, its folder, or a folder of such folders; check the path.");

    public static UserErrorException NoSpecsIn(string path) => ErrorText.Error($"no spec in '{path}'; expected openapi.yaml in it, or in folders right below it.");

    public static UserErrorException NoOverlay(string path) => ErrorText.Error($"--overlay: '{path}' does not exist; expected an OpenAPI Overlay 1.0 file; check the path.");

    /// <param name="specs">The specs of the selected contracts.</param>
    public static UserErrorException OverlayOfNone(string file, string extends, IReadOnlyCollection<string> specs) => ErrorText.Error(
        $"--overlay: {file} extends '{extends}', which is not the spec of a selected contract; {ErrorText.ThereIs(specs)}; correct 'extends', or select the contract.");

    public static UserErrorException OverlayOfSeveral(string file, string extends, IReadOnlyCollection<string> specs) => ErrorText.Error(
        $"--overlay: {file} extends '{extends}', which several selected contracts match: {string.Join(", ", specs)}; name a folder in 'extends' too, or select one contract.");

    /// <param name="known">The contracts among those started that know releases, with them.</param>
    public static UserErrorException UnknownRelease(string found, IReadOnlyCollection<Contract> known) => ErrorText.Error(
        $"--release: no contract that is started knows a release '{found}'; {ErrorText.ThereIs([.. known.Select(ReleasesOf)])}.");

    public static UserErrorException UnknownReleaseOf(string found, Contract contract) => ErrorText.Error(
        $"--release: '{contract.Id}' knows no release '{found}'; {(contract.Releases.Known.Count == 0 ? "its releases all answer alike" : $"it knows {string.Join(", ", contract.Releases.Known)}")}.");

    public static UserErrorException ReleaseOfNotStarted(string contract, IEnumerable<string> started) => ErrorText.Error(
        $"--release: '{contract}' is not started, only {string.Join(", ", started)}; name it among the contracts, or take the option away.");

    public static UserErrorException TwoReleases(string contract, string one, string other) => ErrorText.Error(
        $"--release: '{one}' and '{other}' both apply to '{contract}'; expected one release a contract; say which is meant: '--release {contract}={one}'.");

    private static string ReleasesOf(Contract contract) => $"{contract.Id} ({string.Join(", ", contract.Releases.Known)})";
}
