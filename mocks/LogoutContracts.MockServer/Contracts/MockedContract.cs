using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>Controls one contract of a running server.</summary>
public sealed class MockedContract
{
    private readonly ContractEndpoint mock;

    internal MockedContract(ContractEndpoint mock, Uri baseAddress)
    {
        this.mock = mock;
        BaseAddress = baseAddress;
        Sessions = new(mock);
    }

    /// <summary>The plan that is served; after a reload, the new one.</summary>
    public MockPlan Plan => mock.Plan;

    /// <summary>The URL that the paths of the contract are appended to.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The sessions of this contract.</summary>
    public MockSessions Sessions { get; }

    /// <summary>
    /// Forces the answer of a variant. If the variant's rule matches the request, it also changes sessions as usual; otherwise it ends no
    /// session.
    /// </summary>
    /// <param name="operation">Null for every operation that has a variant with this name.</param>
    /// <param name="trigger">Null for every request.</param>
    /// <returns>The id to pass to <see cref="TakeBack"/>.</returns>
    /// <exception cref="ArgumentException">The contract does not have the operation or variant, or does not serve it.</exception>
    public string Force(string? operation, string variant, Trigger? trigger = null)
    {
        var served = Served(operation);
        if (!served.Contains(variant, StringComparer.Ordinal))
        {
            var of = operation is null ? "" : $" of '{operation}'";
            throw new ArgumentException(
                $"The contract '{Plan.Contract.Id}' serves no variant '{variant}'{of}. Known: {string.Join(", ", served)}.",
                nameof(variant));
        }

        var place = operation is null ? null : Place(operation, running => running.Named(variant) is not null);
        return Add("force", id => new(id, operation, place, trigger ?? new Trigger.Always()) { Variant = variant });
    }

    /// <summary>
    /// Forces an answer that need not be in the contract. It takes precedence over variants, and opens and ends no session.
    /// </summary>
    /// <param name="operation">Null for every operation.</param>
    /// <param name="trigger">Null for every request.</param>
    /// <returns>The id to pass to <see cref="TakeBack"/>.</returns>
    /// <exception cref="ArgumentException">The contract does not have the operation, or HTTP cannot send the answer.</exception>
    public string Force(string? operation, RawAnswer answer, Trigger? trigger = null)
    {
        var problems = answer.Problems().Select(problem => problem.Detail).ToList();
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(' ', problems), nameof(answer));
        var place = Place(operation);
        return Add("force", id => new(id, operation, place, trigger ?? new Trigger.Always()) { Raw = answer });
    }

    /// <summary>Injects a fault.</summary>
    /// <param name="operation">Null for every operation.</param>
    /// <param name="trigger">Null for every request.</param>
    /// <returns>The id to pass to <see cref="TakeBack"/>.</returns>
    /// <exception cref="ArgumentException">The contract does not have the operation.</exception>
    public string Break(Fault fault, string? operation = null, Trigger? trigger = null)
    {
        var place = Place(operation);
        return Add("fault", id => new(id, operation, place, trigger ?? new Trigger.Always()) { Fault = fault });
    }

    /// <summary>Removes a forced answer or a fault.</summary>
    /// <returns>Whether the id was found.</returns>
    public bool TakeBack(string id) => mock.Overrides.Remove(id);

    /// <summary>Removes all forced answers and faults.</summary>
    public void TakeBackAll() => mock.Overrides.Clear(forces: true, faults: true);

    internal ContractEndpoint Endpoint => mock;

    /// <summary>The names of the flaws that the mock has now.</summary>
    internal IReadOnlyList<string> Flaws => mock.Flaws;

    internal bool Reload(MockPlan plan) => mock.Reload(plan);

    internal void Reset() => mock.Reset();

    internal OverrideList Overrides => mock.Overrides;

    /// <summary>The names of the variants that can be forced.</summary>
    /// <param name="operation">Null for all operations.</param>
    internal IReadOnlyList<string> Served(string? operation) => [.. Plan.Variants
        .Where(known => known is { IsServed: true, Answer: not null }
            && (operation is null || string.Equals(known.Operation, operation, StringComparison.Ordinal)))
        .Select(known => known.Name).Distinct(StringComparer.Ordinal)];

    // The contract's id makes the override's id unique on the server.
    private string Add(string what, Func<string, Override> create)
    {
        var added = create($"{Plan.Contract.Id}-{what}-{mock.Overrides.NextNumber()}");
        mock.Overrides.Add(added);
        return added.Id;
    }

    private RunningOperation? Place(string? operation) => operation is null ? null : Place(operation, _ => true)
        ?? throw new ArgumentException(
            $"The contract '{Plan.Contract.Id}' has no operation '{operation}'. "
            + $"Known: {string.Join(", ", Plan.Contract.Operations.Select(known => known.Id))}.",
            nameof(operation));

    // Variants of a path's undeclared methods are listed under its first operation, but served separately.
    private RunningOperation? Place(string operation, Func<RunningOperation, bool> fits) => mock.Running.Paths
        .Where(path => path.All.Any(running => string.Equals(running.Operation?.Id, operation, StringComparison.Ordinal)))
        .SelectMany(path => path.All
            .OrderByDescending(running => string.Equals(running.Operation?.Id, operation, StringComparison.Ordinal)))
        .FirstOrDefault(running =>
            (running.Operation is null || string.Equals(running.Operation.Id, operation, StringComparison.Ordinal)) && fits(running));
}
