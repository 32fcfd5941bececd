using System.Collections.Concurrent;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification;

/// <summary>A contract that your own tests check your service against, case by case.</summary>
public sealed class ProviderContract
{
    private static readonly RawHttpClient Client = new();

    // How the probe answers with a live session is measured once per service.
    private readonly ConcurrentDictionary<(Uri Service, Accounts Accounts), CaseRunner> runners = new();

    private ProviderContract(MockPlan plan)
    {
        Plan = plan;
        Cases = VerificationCase.AllOf(plan);
    }

    /// <summary>The contract with its variants, their seeded sessions and their answers.</summary>
    public MockPlan Plan { get; }

    /// <summary>All cases, in the order of the spec.</summary>
    public ValueList<VerificationCase> Cases { get; }

    /// <summary>Reads a spec from disk.</summary>
    /// <param name="path">The path of the spec or of its folder, relative to the folder of the test assembly.</param>
    /// <param name="release">The release of the product; null for the contract's default.</param>
    /// <exception cref="InvalidSpecException">The spec is invalid; the message lists all problems with file and line.</exception>
    /// <exception cref="IOException">The spec cannot be read.</exception>
    /// <exception cref="ArgumentException">There is no spec or more than one, or the contract has no such release.</exception>
    public static ProviderContract Read(string path, string? release = null)
    {
        var files = SpecCatalog.Load(Path.Combine(AppContext.BaseDirectory, path));
        if (files is not [var found])
        {
            throw new ArgumentException(
                $"'{path}' has {files.Count} specs; expected: one openapi.yaml or contract.overlay.yaml, or its folder.", nameof(path));
        }

        var named = found.Renamed(file => Path.GetRelativePath(AppContext.BaseDirectory, file).Replace('\\', '/'));
        var contract = SpecCatalog.ReadAll([named])[0].Require();
        return new(MockPlanner.Plan(contract, release).Require());
    }

    /// <summary>Gets a built-in contract.</summary>
    /// <exception cref="ArgumentException">There is no such contract, or it has no such release.</exception>
    public static ProviderContract BuiltIn(string id, string? release = null) => new(MockPlanner.Plan(
        SpecCatalog.BuiltIn.FirstOrDefault(known => string.Equals(known.Id, id, StringComparison.Ordinal))
            ?? throw new ArgumentException(
                $"No contract '{id}'; expected one of: {string.Join(", ", SpecCatalog.BuiltIn.Select(known => known.Id))}.", nameof(id)),
        release).Require());

    /// <summary>Runs one case against a live service.</summary>
    /// <param name="service">The base URL of the service.</param>
    /// <param name="accounts">The values to log in with; null for those of the contract's examples.</param>
    /// <returns>The result, with the exchanges as evidence. Whatever the service does, it is not an exception.</returns>
    /// <exception cref="ArgumentException">The accounts have a name that the contract does not know.</exception>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<ReportCase> VerifyAsync(
        VerificationCase each, Uri service, Accounts? accounts = null, CancellationToken cancellation = default)
    {
        accounts ??= Accounts.None;
        RequireKnownNames(accounts);
        var runner = runners.GetOrAdd(
            (service, accounts),
            key => new(Plan, new(key.Service, TargetKind.Live) { Accounts = key.Accounts }, Client, new()));
        return (await runner.RunAsync(each, cancellation)).Case;
    }

    private void RequireKnownNames(Accounts accounts)
    {
        var problems = Unknown("input of a login", accounts.Own.Concat(accounts.Other), LoginInputs.Of(Plan))
            .Concat(Unknown("credential or id", accounts.Sessions.SelectMany(session => session), Plan.Contract.Sessions.ValueNames))
            .ToList();
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(' ', problems), nameof(accounts));
    }

    private IEnumerable<string> Unknown(string what, IEnumerable<LoginInput> given, ValueList<string> known) => given
        .Select(input => input.Name).Except(known, StringComparer.Ordinal)
        .Select(name => $"'{Plan.Contract.Id}' has no {what} named '{name}'; expected one of: {string.Join(", ", known)}.");
}
