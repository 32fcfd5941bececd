using System.Collections.Concurrent;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification;

/// <summary>A contract that a team holds its own service to, from its own tests: read once, then verified case by case.</summary>
public sealed class ProviderContract
{
    private static readonly RawHttpClient Wire = new();

    // What a live session looks like is measured once per service.
    private readonly ConcurrentDictionary<(Uri Service, Accounts Accounts), CaseRunner> runners = new();

    private ProviderContract(MockPlan plan)
    {
        Plan = plan;
        Cases = VerificationCase.AllOf(plan);
    }

    public MockPlan Plan { get; }

    /// <summary>All that can be looked at, in the order of the spec.</summary>
    public ValueList<VerificationCase> Cases { get; }

    /// <summary>Reads a spec from disk.</summary>
    /// <param name="path">Of the spec, or of its folder; relative to the folder of the test assembly.</param>
    /// <param name="release">Of the product; null: the contract's default.</param>
    /// <exception cref="InvalidSpecException">The spec is bad; the message has file and line of all that is wrong.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="ArgumentException">There is no spec, or there are several; or the contract knows no such release.</exception>
    public static ProviderContract Read(string path, string? release = null)
    {
        var files = SpecCatalog.Load(Path.Combine(AppContext.BaseDirectory, path));
        if (files is not [var found])
            throw new ArgumentException($"'{path}' holds {files.Count} specs; expected one: openapi.yaml, or its folder.", nameof(path));
        var contract = SpecCatalog.ReadAll([new(Named(found.Spec), found.Workflows is { } workflows ? Named(workflows) : null)])[0].Require();
        return new(MockPlanner.Plan(contract, release).Require());

        static TextFile Named(TextFile file) => file with { Name = Path.GetRelativePath(AppContext.BaseDirectory, file.Name).Replace('\\', '/') };
    }

    /// <summary>One of the contracts that are built in.</summary>
    /// <exception cref="ArgumentException">There is none of this id, or it knows no such release.</exception>
    public static ProviderContract BuiltIn(string id, string? release = null) => new(MockPlanner.Plan(
        SpecCatalog.BuiltIn.FirstOrDefault(known => string.Equals(known.Id, id, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no contract '{id}'; there is {string.Join(", ", SpecCatalog.BuiltIn.Select(known => known.Id))}.", nameof(id)),
        release).Require());

    /// <summary>Looks at one case on a live service.</summary>
    /// <param name="service">Its base URL.</param>
    /// <param name="accounts">What logins are made with; null: as in the contract's examples.</param>
    /// <returns>What it came to, with the exchanges that show it; never an exception for what the service does.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<ReportCase> VerifyAsync(VerificationCase each, Uri service, Accounts? accounts = null, CancellationToken cancellation = default) =>
        (await runners.GetOrAdd((service, accounts ?? Accounts.None), key => new(Plan, new(key.Service, TargetKind.Live) { Accounts = key.Accounts }, Wire, new()))
            .RunAsync(each, cancellation)).Case;
}
