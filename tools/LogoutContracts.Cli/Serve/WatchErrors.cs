using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Serve;

/// <summary>Errors and warnings of <c>serve --watch</c>.</summary>
internal static class WatchErrors
{
    public static UserErrorException NothingToWatch(string directory) => ErrorText.Error(
        $"--watch: there are no spec files to watch: no LogoutContracts.sln in '{directory}' or above it; " +
        "run the command in a clone of the repository, or choose a folder with --specs.");

    /// <param name="reason">The message of the operating system.</param>
    public static UserErrorException CannotWatch(string path, string reason, Exception inner) => ErrorText.Error(
        $"--watch: cannot watch '{path}': {ErrorText.OneLine(reason)}; " +
        "check the permissions, raise the limit if one is named, or remove --watch.", inner);

    public static string KeepsOldContract(string contract) =>
        $"error: '{contract}' is still served as before; fix the problems above, and it is reloaded.";

    public static string SpecGone(string file, string contract) =>
        $"warning: {file} was removed, but '{contract}' is still served; restore the file, or restart the server to drop the contract.";

    public static string SpecAdded(string file) => $"warning: {file} is new and not served yet; restart the server to serve it.";

    public static string PortMoved(string contract, int was, int now) =>
        $"warning: the port of '{contract}' changed from {ErrorText.Number(was)} to {ErrorText.Number(now)} in its spec; " +
        "restart the server to use it.";

    public static string SessionsDiscarded(string contract) =>
        $"warning: the credentials or ids of '{contract}' changed, so its open sessions were discarded; log in again.";
}
