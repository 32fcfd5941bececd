using LogoutContracts.Cli.Context;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Sources;

/// <summary>Errors in the two sides of a comparison.</summary>
internal static class SourceErrors
{
    public static UserErrorException Unknown(string text) =>
        ErrorText.Error($"'{text}' does not exist; expected {ContractSource.Forms}. Check the path.");

    public static UserErrorException NoContract(string text, string id, IReadOnlyCollection<string> known) => ErrorText.Error(
        $"'{text}' is neither a file or folder nor a contract; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(id, known)}");

    public static UserErrorException NoRelease(string text, string release, Contract contract) => contract.Releases.Known.Count == 0
        ? ErrorText.Error($"'{text}': '{contract.Id}' answers alike in all releases; write '{contract.Id}' alone.")
        : ErrorText.Error(
            $"'{text}': '{contract.Id}' has no release '{release}'; {ErrorText.ExpectedOneOf(contract.Releases.Known)}." +
            ErrorText.DidYouMean(release, contract.Releases.Known));

    public static UserErrorException SameId(string shown, string id, IReadOnlyCollection<string> files) => ErrorText.Error(
        $"'{shown}' has several contracts with the id '{id}': {string.Join(", ", files)}; expected one. Compare their folders one by one.");
}
