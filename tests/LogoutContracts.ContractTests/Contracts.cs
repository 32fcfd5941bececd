using System.Globalization;
using System.Text;
using FluentAssertions.Execution;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Testing;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Workflows;
using Verifier = LogoutContracts.Verification.Running.Verifier;

namespace LogoutContracts.ContractTests;

/// <summary>One test per variant and workflow of every built-in contract. New specs are included automatically.</summary>
public sealed class Contracts
{
    private static readonly ValueList<Parsed<MockPlan>> Read = SpecCatalog.ReadAll(SpecCatalog.BuiltInFiles())
        .Select(spec => spec.Value is { } contract ? MockPlanner.Plan(contract) : Parsed<MockPlan>.Failed(spec.Diagnostics)).ToValueList();

    private static readonly ValueList<MockPlan> Plans = Read.Where(plan => plan.Diagnostics.Count == 0)
        .Select(plan => plan.Require()).OrderBy(plan => plan.Contract.Id, StringComparer.Ordinal).ToValueList();

    /// <summary>The specs that do not lint. They have no other cases, and the other specs keep theirs.</summary>
    public static IEnumerable<TestCaseData> InvalidSpecs() => Read.Where(plan => plan.Diagnostics.Count > 0)
        .Select(plan => new TestCaseData(plan.Diagnostics).SetName($"{plan.Diagnostics[0].File} lints"));

    public static IEnumerable<TestCaseData> Variants() => Plans.SelectMany(plan => plan.Variants.Select(variant =>
        new TestCaseData(plan, variant).SetName($"{plan.Contract.Id}.{variant.Operation}.{variant.Name}")));

    public static IEnumerable<TestCaseData> Workflows() => Plans.SelectMany(plan => plan.Contract.Workflows.Select(workflow =>
        new TestCaseData(plan, workflow).SetName($"{plan.Contract.Id}.workflow.{workflow.Id}")));

    public static IEnumerable<TestCaseData> WorkflowsOverTls() => Plans.Where(plan => plan.Contract.Sessions.Users.Any)
        .SelectMany(plan => plan.Contract.Workflows.Select(workflow =>
            new TestCaseData(plan, workflow).SetName($"{plan.Contract.Id}.workflow.{workflow.Id} over TLS")));

    [TestCaseSource(nameof(InvalidSpecs))]
    public void InvalidSpec(IEnumerable<Diagnostic> problems) => Assert.Fail(string.Join('\n', problems));

    [TestCaseSource(nameof(Variants))]
    public async Task Variant(MockPlan plan, PlannedVariant variant)
    {
        var (target, wire, own) = await Targets.OfAsync(plan, variant);
        await using var _ = own;
        if (wire.Tls is not null)
            (plan, variant) = (plan.OverTls(), plan.OverTls().Find(variant.Operation, variant.Name));
        var verdict = await new Verifier(plan, target, wire).VerifyAsync(variant);
        if (verdict.Outcome == Outcome.Inconclusive)
            Skip(verdict, target);
        using (new AssertionScope())
        {
            foreach (var step in verdict.Steps)
                Check(step, verdict);
        }

        await Snapshot.Verify(TextOf(verdict), $"{plan.Contract.Id}.{variant.Operation}.{variant.Name}");
    }

    [TestCaseSource(nameof(Workflows))]
    public async Task Workflow(MockPlan plan, Workflow workflow)
    {
        var (target, wire, own) = await Targets.OfAsync(plan, null);
        await using var _ = own;
        if (target.Kind == TargetKind.Stubs)
            Assert.Ignore("With stubs, every login returns the same session, so this workflow would end the session of another test.");
        await RunAsync(plan, workflow, target, wire);
    }

    /// <summary>The workflows of contracts with client certificates, over mutual TLS.</summary>
    [TestCaseSource(nameof(WorkflowsOverTls))]
    public async Task WorkflowOverTls(MockPlan plan, Workflow workflow)
    {
        var (target, wire, _) = await Targets.OverTlsAsync(plan);
        if (target.Kind == TargetKind.Stubs)
            Assert.Ignore("Stubs do not support client certificates.");
        await RunAsync(plan, workflow, target, wire);
    }

    private static async Task RunAsync(MockPlan plan, Workflow workflow, Target target, RawHttpClient wire)
    {
        var run = await new WorkflowRunner(plan, target, wire).RunAsync(workflow);
        var line = run.Steps.Count == 0 ? workflow.At.Line : run.Steps[^1].Step.At.Line;
        run.Succeeded.Should().BeTrue("{0}:{1} requires it. {2}", workflow.File, line, run.Reason);
    }

    /// <summary>
    /// Skips a variant if the target cannot be brought into the state that it requires. Fails instead for our own mock, which can
    /// reach the state of every variant that it serves, if its clock can be moved.
    /// </summary>
    private static void Skip(Verdict verdict, Target target)
    {
        var lacksClock = target.AdvanceClock is null && (verdict.Variant.Variant.Needs & Needs.Clock) != 0;
        if (target.Kind == TargetKind.Mock && verdict.Variant.IsServed && !lacksClock)
            Assert.Fail($"{verdict.Place}: {verdict.Reason}");
        Assert.Ignore(verdict.Reason);
    }

    private static void Check(Step step, Verdict verdict)
    {
        foreach (var comparison in step.Comparisons)
        {
            using var scope = new AssertionScope($"{comparison.Part} ({step.Title})");
            comparison.Actual.Should().Be(comparison.Expected, "{0} requires it", verdict.Place);
        }
    }

    private static string TextOf(Verdict verdict)
    {
        var text = new StringBuilder();
        foreach (var group in verdict.Steps.GroupBy(step => (step.Kind, step.Title, step.Text)))
        {
            var times = group.Count() > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({group.Count()} times)") : "";
            text.Append(CultureInfo.InvariantCulture, $"### {group.Key.Title}{times}\n{group.Key.Text}\n");
        }

        return text.ToString();
    }
}
