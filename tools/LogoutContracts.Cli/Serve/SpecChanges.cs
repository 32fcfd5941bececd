using LogoutContracts.Cli.Contracts;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Cli.Serve;

/// <summary>Compares the specs that a server was started with to those on disk now. Does no I/O. Reports each change once.</summary>
/// <param name="served">The served specs, each with its contract.</param>
/// <param name="tellOfNew">Whether to report new specs.</param>
/// <param name="releaseOf">The release of a contract, or null for its default.</param>
internal sealed class SpecChanges(
    IEnumerable<(SpecFiles Files, Contract Contract)> served, bool tellOfNew, Func<Contract, string?> releaseOf)
{
    private readonly Dictionary<string, (SpecFiles? Seen, Contract Contract)> known = served.ToDictionary(
        spec => spec.Files.Spec.Name, spec => ((SpecFiles?)spec.Files, spec.Contract), StringComparer.Ordinal);
    private HashSet<string> unserved = [];

    public IReadOnlyList<SpecChange> Compare(IReadOnlyList<SpecFiles> onDisk)
    {
        var news = new List<SpecChange>();
        var now = onDisk.ToDictionary(files => files.Spec.Name, StringComparer.Ordinal);
        foreach (var (file, (seen, contract)) in known)
        {
            var files = now.GetValueOrDefault(file);
            if (seen is null ? files is null : files is not null && IsSame(seen, files))
                continue;
            known[file] = (files, contract);
            news.Add(files is null ? new SpecChange.Gone(file, contract.Id) : Read(files, contract));
        }

        var added = now.Keys.Where(file => !known.ContainsKey(file)).ToHashSet(StringComparer.Ordinal);
        if (tellOfNew)
        {
            var unseen = added.Where(file => !unserved.Contains(file)).Order(StringComparer.Ordinal);
            news.AddRange(unseen.Select(file => new SpecChange.Added(file)));
        }

        unserved = added;
        return news;
    }

    private SpecChange Read(SpecFiles files, Contract served)
    {
        var read = SpecCatalog.ReadAll([files]).Single();
        if (read.Value is not { } contract)
            return Broken(read.Diagnostics);
        if (SpecSet.Check([new(files.Spec, contract, served.Id)]) is { Count: > 0 } misplaced)
            return Broken(misplaced);
        var release = releaseOf(contract);
        if (release is not null && !contract.Releases.Known.Contains(release, StringComparer.Ordinal))
            return new SpecChange.Broken(files.Spec.Name, served.Id, ContractErrors.UnknownReleaseOf(release, contract).Message);
        var plan = MockPlanner.Plan(contract, release);
        return plan.Value is null ? Broken(plan.Diagnostics) : new SpecChange.Changed(files.Spec.Name, plan.Value, served.Port);

        SpecChange Broken(IEnumerable<Diagnostic> problems) =>
            new SpecChange.Broken(files.Spec.Name, served.Id, string.Join(Environment.NewLine, problems));
    }

    // A file that could not be read may be back, or be unreadable for another reason.
    private static bool IsSame(SpecFiles one, SpecFiles other) =>
        ReferencesOf(one).SequenceEqual(ReferencesOf(other)) && one.All.Count() == other.All.Count()
        && one.All.Zip(other.All, IsSame).All(same => same);

    private static IEnumerable<(string Path, string? Problem)> ReferencesOf(SpecFiles files) =>
        files.References.Concat(new[] { files.Base, files.Preset }.OfType<ReferencedFile>()).Select(file => (file.Path, file.Problem));

    private static bool IsSame(TextFile one, TextFile other) =>
        string.Equals(one.Name, other.Name, StringComparison.Ordinal) && one.Utf8.Span.SequenceEqual(other.Utf8.Span);
}
