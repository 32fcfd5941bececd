using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Gate.Bases;

/// <summary>Errors in the search for the specs of the base.</summary>
internal static class BaseErrors
{
    public static UserErrorException NotOnDisk(string path) => ErrorText.Error(
        $"--specs: '{path}' is a commit; expected a folder of the working tree, which is compared with the base.");

    public static UserErrorException OutsideRepository(string path) => ErrorText.Error(
        $"'{path}' is not in the repository of the working folder, so it has no version at the base; " +
        "expected a folder in this repository.");

    public static UserErrorException NoDocuments(string path) => ErrorText.Error(
        $"--documents: there is no folder '{path}'; expected a folder with pages that are named after contracts, such as rocketchat.md.");

    public static UserErrorException MovedFromSeveral(string contract, IReadOnlyList<string> found) => ErrorText.Error(
        $"the contract '{contract}' has moved, and several specs that are gone could be its old version: {string.Join(", ", found)}. " +
        "Move one contract per change.");
}
