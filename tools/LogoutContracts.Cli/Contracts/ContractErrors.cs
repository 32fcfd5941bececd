using LogoutContracts.Cli.Context;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Contracts;

/// <summary>Errors in the choice of contracts, specs and releases.</summary>
internal static class ContractErrors
{
    public static UserErrorException UnknownContract(string found, IReadOnlyCollection<string> known) =>
        ErrorText.Error($"unknown contract '{found}'; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(found, known)}");

    public static UserErrorException BadSpecs(IEnumerable<Diagnostic> problems) =>
        ErrorText.Problems(problems, "these specs have problems; fix those above.");

    public static UserErrorException NoSuchPath(string path) => ErrorText.Error(
        $"'{path}' does not exist; expected a spec, the folder of a spec, or a folder of such folders. Check the path.");

    public static UserErrorException NoSpecsIn(string path) => ErrorText.Error(
        $"no spec in '{path}'; expected openapi.yaml or contract.overlay.yaml in this folder, or in folders directly below it.");

    public static UserErrorException NoOverlay(string path) =>
        ErrorText.Error($"--overlay: '{path}' does not exist; expected an OpenAPI Overlay 1.0 file. Check the path.");

    /// <param name="specs">The specs of the selected contracts.</param>
    public static UserErrorException OverlayOfNone(string file, string extends, IReadOnlyCollection<string> specs) => ErrorText.Error(
        $"--overlay: {file} extends '{extends}', which is not the spec of a selected contract; {ErrorText.ExpectedOneOf(specs)}. " +
        "Correct 'extends', or select the contract.");

    public static UserErrorException OverlayOfSeveral(string file, string extends, IReadOnlyCollection<string> specs) => ErrorText.Error(
        $"--overlay: {file} extends '{extends}', which several selected contracts match: {string.Join(", ", specs)}. " +
        "Name the folder in 'extends' too, or select one contract.");

    /// <param name="known">The selected contracts that have releases.</param>
    public static UserErrorException UnknownRelease(string found, IReadOnlyCollection<Contract> known) => ErrorText.Error(
        $"--release: no selected contract has a release '{found}'; {ErrorText.ExpectedOneOf([.. known.Select(ReleasesOf)])}.");

    public static UserErrorException UnknownReleaseOf(string found, Contract contract) => contract.Releases.Known.Count == 0
        ? ErrorText.Error($"--release: '{contract.Id}' answers alike in all releases, so '{found}' has no effect; remove the option.")
        : ErrorText.Error($"--release: '{contract.Id}' has no release '{found}'; {ErrorText.ExpectedOneOf(contract.Releases.Known)}.");

    public static UserErrorException ReleaseOfNotStarted(string contract, IEnumerable<string> started) => ErrorText.Error(
        $"--release: '{contract}' is not selected, only {string.Join(", ", started)}; add it to the contracts, or remove the option.");

    public static UserErrorException TwoReleases(string contract, string one, string other) => ErrorText.Error(
        $"--release: '{one}' and '{other}' both apply to '{contract}'; expected one release per contract. " +
        $"Choose one, such as '--release {contract}={one}'.");

    private static string ReleasesOf(Contract contract) => $"{contract.Id} ({string.Join(", ", contract.Releases.Known)})";
}
