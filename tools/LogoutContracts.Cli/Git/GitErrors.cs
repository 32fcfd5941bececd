using System.Globalization;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Git;

/// <summary>Errors in the use of git.</summary>
internal static class GitErrors
{
    public static UserErrorException NotInstalled() => ErrorText.Error(
        "there is no program 'git' on the PATH, and commits cannot be read without it; install git, or name a folder instead.");

    public static UserErrorException NoPathInSource(string source) => ErrorText.Error(
        $"'{source}' names no path; expected git:REF:PATH, such as git:origin/main:specs.");

    public static UserErrorException NotARevision(string found) => ErrorText.Error(
        $"'{found}' is not a revision; expected a branch, a tag, a commit, or an expression such as HEAD^1.");

    /// <param name="reason">The message of git.</param>
    public static UserErrorException NotInRepository(string folder, string reason) => ErrorText.Error(
        $"'{folder}' is not in a repository that git can read: {reason}. Run the command in a clone.");

    /// <param name="command">Null if the clone has no remote.</param>
    public static UserErrorException UnknownRevision(string found, string? command) => ErrorText.Error(
        $"this clone has no commit '{found}'; expected a branch, a tag or a commit. " +
        (command is null ? "Correct the name." : $"Correct the name, or get the commit: {command}"));

    /// <param name="command">Null if the clone has no remote.</param>
    public static UserErrorException NoMergeBaseInShallowClone(string revision, string? command) => ErrorText.Error(
        $"this clone is shallow and lacks the commit at which HEAD and '{revision}' part. " +
        (command is null ? "Use a full clone." : $"To get it: {command}"));

    public static UserErrorException NoMergeBase(string revision) => ErrorText.Error(
        $"HEAD and '{revision}' have no common commit; expected a branch from which this one was made.");

    public static UserErrorException NoPathAtCommit(string revision, string path) => ErrorText.Error(
        $"at '{revision}', there is no '{path}'; expected a path from the root of the repository, or one that starts with './'.");

    public static UserErrorException MissingObject(string name) => ErrorText.Error(
        $"this clone lacks the object {name}; expected a clone with all files, not a partial one. " +
        "To get them: git fetch --refetch --no-filter");

    /// <param name="reason">The message of git.</param>
    public static UserErrorException GitFailed(string command, string reason) => ErrorText.Error($"{command} failed: {reason}.");

    public static UserErrorException GitTimedOut(string command, TimeSpan after) => ErrorText.Error(
        $"{command} has not ended after {after.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s; try it by hand in this clone.");
}
