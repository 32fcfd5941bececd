using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Negatives;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Cases;

/// <summary>One thing to look at on a target: a variant, a documented call sequence, or a negative.</summary>
/// <param name="Id">Unique in its contract, and the same in each run, such as <c>logout.replay</c>.</param>
/// <param name="Title">One sentence: what must hold.</param>
/// <param name="At">Where the contract says so.</param>
public abstract record VerificationCase(string Id, string Title, ReportRule Rule, ReportLocation At)
{
    private protected abstract string Contract { get; }

    /// <summary>With the contract's id in front, as patterns name it.</summary>
    public string FullId => $"{Contract}.{Id}";

    /// <summary>Whether a session ends by it, where the target keeps the contract.</summary>
    public abstract bool EndsSession { get; }

    /// <summary>Whether it moves the clock of the target, which all cases share.</summary>
    public virtual bool MovesClock => false;

    /// <summary>All that a contract gives to look at: its variants, its call sequences, its negatives, in the order of the spec.</summary>
    public static ValueList<VerificationCase> AllOf(MockPlan plan) =>
    [
        .. plan.Variants.Select(variant => new OfVariant(plan, variant)),
        .. plan.Contract.Workflows.Select(workflow => new OfWorkflow(plan, workflow)),
        .. NegativePlanner.Plan(plan).Negatives.Select(negative => new OfNegative(plan, negative)),
    ];

    public override string ToString() => FullId;

    public sealed record OfVariant(MockPlan Plan, PlannedVariant Variant) : VerificationCase(
        $"{Variant.Operation}.{Variant.Name}", Variant.Variant.Summary, ReportRule.Variant,
        ReportLocation.Of(Plan.Contract.File, Variant.Variant.At))
    {
        public override bool EndsSession => Variant.Variant.Then.Any(then => then.State is SessionState.Ended or SessionState.Unspecified) || Preconditions.Endings(Plan, Variant) is { Count: > 0 };

        public override bool MovesClock => (Variant.Variant.Needs & Needs.Clock) != 0;

        private protected override string Contract => Plan.Contract.Id;

        public override string ToString() => FullId;
    }

    public sealed record OfWorkflow(MockPlan Plan, Workflow Workflow) : VerificationCase(
        $"workflow.{Workflow.Id}", Workflow.Summary, ReportRule.Workflow, ReportLocation.Of(Workflow.File, Workflow.At))
    {
        public override bool EndsSession => Workflow.Steps.Any(step => Plan.Contract.FindOperation(step.Operation)?.Session.Ends is SessionEnd.Caller or SessionEnd.Target);

        private protected override string Contract => Plan.Contract.Id;

        public override string ToString() => FullId;
    }

    public sealed record OfNegative(MockPlan Plan, NegativeTest Negative) : VerificationCase(
        Negative.Id, Negative.Title, ReportRule.Negative, ReportLocation.Of(Plan.Contract.File, Negative.At))
    {
        public override bool EndsSession => Negative.EndsSession;

        private protected override string Contract => Plan.Contract.Id;

        public override string ToString() => FullId;
    }
}
