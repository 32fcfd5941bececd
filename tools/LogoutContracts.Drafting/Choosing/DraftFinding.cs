using LogoutContracts.Drafting.Detection;
using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Choosing;

/// <summary>What was found in an OpenAPI file.</summary>
public sealed class DraftFinding
{
    private readonly RoleChoice login;
    private readonly RoleChoice logout;
    private readonly RoleChoice probe;
    private readonly FoundCredentials? credentials;

    private DraftFinding(
        ApiDocument document, RoleChoice logout, RoleChoice login, RoleChoice probe, DraftOptions options, Observations? observed)
    {
        (Document, this.logout, this.login, this.probe, Observed) = (document, logout, login, probe, observed);
        if (logout.Operation is not { } ending || probe.Operation is not { } asking)
            return;
        var found = observed is not null && options.Credentials.Count == 0 ? new(observed.Credentials, observed.Doubts)
            : CredentialSearch.Of(document, ending, asking, login.Operation, options.Credentials);
        Preset = DraftPreset.For(found.All);
        credentials = Preset is null ? found : found with { All = Preset.Named(found.All) };
    }

    /// <summary>Roles that several operations fit, with these operations, the most likely first.</summary>
    public IReadOnlyList<OpenRole> Open => [.. new[] { logout, login, probe }.Where(choice => choice.IsOpen)
        .Select(choice => new OpenRole(choice.Role, [.. choice.Close.Select(Shown)]))];

    /// <summary>Whether a contract can be drafted: there are a logout and a probe.</summary>
    public bool IsComplete => credentials is not null;

    /// <summary>What the file leaves open, as questions.</summary>
    internal IReadOnlyList<string> Questions => [.. OpenQuestions()];

    internal ApiDocument Document { get; }

    internal Observations? Observed { get; }

    internal ApiOperation Logout => logout.Operation!;

    internal ApiOperation? Login => login.Operation;

    internal ApiOperation Probe => probe.Operation!;

    internal IReadOnlyList<DraftCredential> Credentials => credentials!.All;

    /// <summary>The preset that the contract can use; null if none fits its credentials.</summary>
    internal DraftPreset? Preset { get; }

    /// <summary>The operation of a role, as in the file; null if there is none.</summary>
    public string? NameOf(DraftRole role) => ChoiceOf(role).Operation?.Name;

    /// <summary>All operations that may have a role, the most likely first.</summary>
    public IReadOnlyList<OpenOption> CandidatesFor(DraftRole role) => [.. ChoiceOf(role).All.Select(Shown)];

    /// <summary>The operation that the options name for a role, if the file does not have it.</summary>
    public bool IsUnknown(DraftRole role) => ChoiceOf(role) is { IsNamed: true, Operation: null };

    /// <summary>All operations of the file, by id, or else by method and path.</summary>
    public IReadOnlyList<string> Operations => [.. Document.Operations.Select(NameIn)];

    internal IReadOnlyList<string> ReasonsFor(DraftRole role) => ChoiceOf(role).Reasons;

    /// <param name="observed">What a recording shows; null without one.</param>
    internal static DraftFinding Of(ApiDocument document, DraftOptions options, Observations? observed = null)
    {
        var logout = RoleChoice.Of(DraftRole.Logout, document, options, Called(LogoutSearch.In(document)));
        var login = RoleChoice.Of(DraftRole.Login, document, options, observed is null ? LoginSearch.In(document)
            : [new(observed.Login, 0, ["it opened the recorded session"])]);
        var probe = RoleChoice.Of(DraftRole.Probe, document, options, Called(ProbeSearch.In(document)));
        return new(document, logout, login, probe, options, observed);

        IReadOnlyList<Candidate> Called(IReadOnlyList<Candidate> all) => observed is not null
            && all.Where(each => observed.Called.Contains(each.Operation)).ToList() is { Count: > 0 } called ? called : all;
    }

    /// <summary>The roles that are open, as questions.</summary>
    internal IEnumerable<string> RoleQuestions => new[] { logout, login, probe }.Where(choice => choice.IsOpen).Select(choice =>
    {
        var role = choice.Role.ToString().ToLowerInvariant();
        var others = string.Join(", ", choice.Close.Skip(1).Select(candidate => candidate.Operation.Name));
        return $"Is {choice.Operation!.Name} the {role}? These fit as well: {others}.";
    });

    private IEnumerable<string> OpenQuestions()
    {
        foreach (var question in RoleQuestions)
            yield return question;
        if (login.Operation is null)
            yield return "Which operation opens a session? The file has no candidate, so the contract has no login.";
        foreach (var doubt in credentials?.Doubts ?? [])
            yield return doubt;
        if (login.Operation is null || credentials is null)
            yield break;
        foreach (var credential in credentials.All.Where(credential => credential.Opened is null))
            yield return $"Where does {login.Operation.Name} give '{credential.Name}'? Without that, the contract has no login.";
    }

    private RoleChoice ChoiceOf(DraftRole role) => role switch
    {
        DraftRole.Login => login,
        DraftRole.Logout => logout,
        _ => probe,
    };

    private static OpenOption Shown(Candidate candidate) =>
        new(NameIn(candidate.Operation), candidate.Operation.Name, string.Join(", ", candidate.Reasons));

    private static string NameIn(ApiOperation operation) => operation.Id ?? operation.Name;
}

/// <summary>A role that several operations fit.</summary>
public sealed record OpenRole(DraftRole Role, IReadOnlyList<OpenOption> Options);

/// <summary>An operation that may have a role.</summary>
/// <param name="Name">The name for <see cref="DraftOptions"/>: the id, or else method and path.</param>
/// <param name="Operation">Method and path.</param>
/// <param name="Reason">Why it may have the role.</param>
public sealed record OpenOption(string Name, string Operation, string Reason);
