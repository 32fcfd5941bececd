using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Serve;

/// <summary>Errors and warnings of <c>serve --watch</c>.</summary>
internal static class WatchErrors
{
    public static UserErrorException NothingToWatch(string directory) => ErrorText.Error(
        $"--watch: the built-in specs never change, and no LogoutContracts.sln is in '{directory}' or above it; go to a clone of the repository, or name a folder with --specs.");

    /// <param name="reason">The system's words.</param>
    public static UserErrorException CannotWatch(string path, string reason, Exception inner) => ErrorText.Error(
        $"--watch: the system cannot watch '{path}': {reason}; see that the folder can be read, raise the limit that is named, or start without --watch.", inner);

    public static string StaysAsItWas(string contract) => $"error: '{contract}' is served as it was before; correct what is named above, and it is read again.";

    public static string SpecGone(string file, string contract) => $"warning: {file} is gone, and '{contract}' is served as it was last read; put the file back, or restart to do without it.";

    public static string SpecAdded(string file) => $"warning: {file} is new, and not served yet; restart to serve it.";

    public static string PortMoved(string contract, int was, int now) => $"warning: the port of '{contract}' is {ErrorText.Number(now)} in its spec now, no longer {ErrorText.Number(was)}; restart to move it.";

    public static string SessionsAnew(string contract) => $"warning: sessions of '{contract}' consist of other credentials or ids now, so those that were open are gone; log in again.";
}
