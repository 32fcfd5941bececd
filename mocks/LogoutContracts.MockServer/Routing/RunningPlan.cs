using System.Collections.Frozen;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Routing;

/// <summary>A plan as lookup tables, built once: finding an operation takes the same time for any number of variants.</summary>
internal sealed class RunningPlan
{
    private readonly FrozenDictionary<string, RunningPath> exact;
    private readonly PathTree<RunningPath> withParameters = new();

    public RunningPlan(MockPlan plan)
    {
        Plan = plan;
        var paths = plan.Paths.Select(path => new RunningPath(path, plan.Contract.Sessions)).ToList();
        exact = paths.Where(path => !path.Template.HasParameters).ToFrozenDictionary(path => path.Template.Text, StringComparer.Ordinal);
        foreach (var path in paths.Where(path => path.Template.HasParameters))
            withParameters.Add(path.Template, path);
        Paths = paths;
    }

    public MockPlan Plan { get; }

    public IReadOnlyList<RunningPath> Paths { get; }

    /// <returns>Null if the contract has no such path. As in OpenAPI, exact paths take precedence over paths with parameters.</returns>
    public RunningPath? Find(string path) => exact.GetValueOrDefault(path) ?? withParameters.Find(path);
}

internal sealed class RunningPath
{
    private readonly (string Method, RunningOperation Operation)[] operations;

    public RunningPath(PlannedPath path, SessionModel model)
    {
        Template = path.Template;
        operations = [.. path.Operations.Select(planned =>
            (planned.Operation.Method,
                new RunningOperation(planned.Operation, path.Template, planned.Variants, planned.MediaTypes, model)))];
        Others = new(null, path.Template, path.OtherMethods, path.NamedMethods, model);
    }

    public PathTemplate Template { get; }

    public RunningOperation Others { get; }

    public IEnumerable<RunningOperation> All => operations.Select(pair => pair.Operation).Append(Others);

    public RunningOperation Find(string method)
    {
        foreach (var (known, operation) in operations)
        {
            if (string.Equals(known, method, StringComparison.Ordinal))
                return operation;
        }

        return Others;
    }
}
