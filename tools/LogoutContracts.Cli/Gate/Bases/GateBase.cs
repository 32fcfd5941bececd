using LogoutContracts.Cli.Git;

namespace LogoutContracts.Cli.Gate.Bases;

/// <summary>The commit that the working folder is compared with.</summary>
/// <param name="Revision">As on the command line.</param>
/// <param name="Commit">The id of the commit; null for the first push of a branch, which has none.</param>
/// <param name="IsHead">Whether HEAD has no commits of its own, so that only uncommitted changes are compared.</param>
internal sealed record GateBase(string Revision, string? Commit, bool IsHead)
{
    private const int ShortLength = 12;

    /// <summary>The commit, as messages show it.</summary>
    public string Name => Commit is null ? Revision : Commit[..ShortLength];

    /// <summary>The merge base of a revision and HEAD.</summary>
    /// <exception cref="Context.UserErrorException">The clone lacks it; the message says how to get it.</exception>
    public static GateBase Of(GitRepository repository, string revision)
    {
        // GitHub and GitLab send zeros for the first push of a branch.
        if (revision.Length is 40 or 64 && revision.All(c => c is '0'))
            return new(revision, null, IsHead: false);
        var (commit, head) = (repository.CommitOf(revision), repository.CommitOf("HEAD"));
        var common = repository.MergeBase(revision, commit, head);
        return new(revision, common, string.Equals(common, head, StringComparison.Ordinal));
    }
}
