using System.Collections.Frozen;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.Serving;

/// <summary>A plan as lookup tables, built once: finding the operation of a request costs the same whatever the number of variants.</summary>
internal sealed class RunningPlan
{
    private readonly FrozenDictionary<string, RunningPath> exact;
    private readonly PathTree<RunningPath> withParameters = new();

    public RunningPlan(MockPlan plan)
    {
        Plan = plan;
        var paths = plan.Paths.Select(path => new RunningPath(path, [.. plan.Contract.Sessions.ValueNames])).ToList();
        exact = paths.Where(path => !path.Template.HasParameters).ToFrozenDictionary(path => path.Template.Text, StringComparer.Ordinal);
        foreach (var path in paths.Where(path => path.Template.HasParameters))
            withParameters.Add(path.Template, path);
        Paths = paths;
    }

    public MockPlan Plan { get; }

    public IReadOnlyList<RunningPath> Paths { get; }

    /// <returns>Null where the contract has no such path. An exact path goes before one with parameters, as OpenAPI wants it.</returns>
    public RunningPath? Find(string path) => exact.GetValueOrDefault(path) ?? withParameters.Find(path);

    /// <summary>New sessions in the state in which the contract's variants want to find them.</summary>
    public IEnumerable<Session> Seeds()
    {
        foreach (var path in Paths)
        {
            foreach (var operation in path.All)
            {
                foreach (var session in operation.Variants.SelectMany(variant => SeedsOf(variant.Planned, variant)).Concat(operation.Refused.SelectMany(planned => SeedsOf(planned, null))))
                    yield return session;
            }
        }
    }

    /// <param name="running">Null where there is no answer, so that no session can ask for it.</param>
    private IEnumerable<Session> SeedsOf(PlannedVariant variant, RunningVariant? running)
    {
        foreach (var seed in variant.Seeds.Sessions)
        {
            // The target that is the caller itself is no session of its own.
            if (seed.Standing != Standing.NeverOpened && !(seed.Role == Role.Target && variant.Variant.Given.Target == TargetStates.Self))
                yield return Seed(seed, seed.Prefers is null ? null : running);
        }
    }

    private Session Seed(SeededSession seed, RunningVariant? preferred)
    {
        return new(new(seed.User, Values(shared: true)), seed.Kind, Values(shared: false), seed.Standing == Standing.Expired, preferred) { CommonName = seed.CommonName };

        IEnumerable<string> Values(bool shared) => seed.Values.Select((value, i) => Plan.Contract.Sessions.IsShared(i) == shared ? value.Value : "");
    }
}

internal sealed class RunningPath
{
    private readonly (string Method, RunningOperation Operation)[] operations;

    public RunningPath(PlannedPath path, List<string> valueNames)
    {
        Template = path.Template;
        operations = [.. path.Operations.Select(planned =>
            (planned.Operation.Method, new RunningOperation(planned.Operation, path.Template, planned.Variants, [.. planned.Operation.Body?.MediaTypes ?? []], valueNames)))];
        Others = new(null, path.Template, path.OtherMethods, [.. path.Methods, .. path.OtherMethods.Select(variant => variant.Variant.Rule.Method).OfType<string>()], valueNames);
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
