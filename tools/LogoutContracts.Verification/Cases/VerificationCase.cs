using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Negatives;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Cases;

/// <summary>One check of a target: a variant, a documented call sequence, or a negative test.</summary>
/// <param name="Id">Unique in its contract, and the same in each run, such as <c>logout.replay</c>.</param>
/// <param name="Title">What must hold, in one sentence.</param>
/// <param name="At">The place in the spec that requires it.</param>
public abstract record VerificationCase(string Id, string Title, ReportRule Rule, ReportLocation At)
{
    private protected abstract string Contract { get; }

    /// <summary>The contract's id and the case's, such as <c>laravel.logout.replay</c>, as patterns name the case.</summary>
    public string FullId => $"{Contract}.{Id}";

    /// <summary>The operation that the case is about; null if it is about several.</summary>
    public virtual string? Operation => null;

    /// <summary>Whether the case ends a session, if the target conforms to the contract.</summary>
    public abstract bool EndsSession { get; }

    /// <summary>Whether the case moves the clock of the target, which all cases share.</summary>
    public virtual bool MovesClock => false;

    /// <summary>Whether the case ends sessions of its user that belong to other cases.</summary>
    public virtual bool EndsOthers => false;

    /// <summary>Whether the case leaves a session alive, but with other values, so that no other case can use it.</summary>
    public virtual bool RenewsSession => false;

    private protected static bool EndsMore(MockPlan plan, string operation) =>
        plan.Contract.FindOperation(operation)?.Session.Ends is SessionEnd.User or SessionEnd.Others;

    /// <summary>All cases of a contract: its variants, call sequences and negative tests, each in the order of the spec.</summary>
    public static ValueList<VerificationCase> AllOf(MockPlan plan) =>
    [
        .. plan.Variants.Select(variant => new OfVariant(plan, variant)),
        .. plan.Contract.Workflows.Select(workflow => new OfWorkflow(plan, workflow)),
        .. NegativePlanner.Plan(plan).Negatives.Select(negative => new OfNegative(plan, negative)),
    ];

    public override string ToString() => FullId;

    /// <summary>Sends the example of a variant, and checks the answer and the sessions.</summary>
    public sealed record OfVariant(MockPlan Plan, PlannedVariant Variant) : VerificationCase(
        $"{Variant.Operation}.{Variant.Name}", Variant.Variant.Summary, ReportRule.Variant,
        ReportLocation.Of(Plan.Contract.File, Variant.Variant.At))
    {
        public override string Operation => Variant.Operation;

        public override bool EndsSession =>
            Variant.Variant.Then.Any(then => then.State is SessionState.Ended or SessionState.Superseded or SessionState.Unspecified)
            || Preconditions.Endings(Plan, Variant) is { Count: > 0 };

        public override bool MovesClock => (Variant.Variant.Needs & Needs.Clock) != 0;

        public override bool EndsOthers => EndsMore(Plan, Variant.Operation);

        public override bool RenewsSession =>
            (Preconditions.Endings(Plan, Variant) ?? []).Select(ending => ending.By.Variant).Append(Variant.Variant)
            .Any(variant => variant.Then.Any(then => then.State == SessionState.Superseded || then.Value is not null));

        private protected override string Contract => Plan.Contract.Id;

        public override string ToString() => FullId;
    }

    /// <summary>Runs a documented call sequence.</summary>
    public sealed record OfWorkflow(MockPlan Plan, Workflow Workflow) : VerificationCase(
        $"workflow.{Workflow.Id}", Workflow.Summary, ReportRule.Workflow, ReportLocation.Of(Workflow.File, Workflow.At))
    {
        public override bool EndsSession => Workflow.Steps.Any(step =>
            Plan.Contract.FindOperation(step.Operation)?.Session.Ends is SessionEnd.Caller or SessionEnd.Target);

        private protected override string Contract => Plan.Contract.Id;

        public override string ToString() => FullId;
    }

    /// <summary>Sends a request that violates one constraint, or only just meets it.</summary>
    public sealed record OfNegative(MockPlan Plan, NegativeTest Negative) : VerificationCase(
        Negative.Id, Negative.Title, ReportRule.Negative, ReportLocation.Of(Plan.Contract.File, Negative.At))
    {
        public override string Operation => Negative.Operation;

        public override bool EndsSession => Negative.EndsSession;

        public override bool EndsOthers => EndsMore(Plan, Negative.Operation);

        public override bool RenewsSession => Negative.Expected is { Variant.Renews: true };

        private protected override string Contract => Plan.Contract.Id;

        public override string ToString() => FullId;
    }
}
