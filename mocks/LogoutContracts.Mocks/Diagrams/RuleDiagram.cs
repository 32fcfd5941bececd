using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Diagrams;

/// <summary>
/// Draws the rules of an operation as decisions in order of precedence: the first rule that matches a request answers it. The last one
/// matches every request that is left, or the spec would not be valid. Answers that a mock gives only on request hang on the answer that
/// the same request gets otherwise.
/// </summary>
public static class RuleDiagram
{
    /// <param name="operation">The id of an operation of the contract.</param>
    /// <exception cref="InvalidOperationException">The contract has no such operation.</exception>
    public static Diagram Of(MockPlan plan, string operation)
    {
        var path = plan.Paths.First(path => path.Operations.Any(IsAsked));
        var planned = path.Operations.First(IsAsked);
        var drawing = new Drawing(plan);

        // Variants for methods that the path does not declare are listed with its first operation.
        var others = path.OtherMethods.Where(variant => string.Equals(variant.Operation, operation, StringComparison.Ordinal)).ToList();
        var method = planned.Operation.Method;
        drawing.Start(others.Count == 0 ? $"{method} {path.Template.Text}" : path.Template.Text);
        drawing.Rules(planned.Variants, planned.Operation.Session, others.Count == 0 ? "" : method);
        if (others.Count > 0)
            drawing.Rules(others, planned.Operation.Session, "other methods");
        drawing.Alternatives();
        var release = plan.Release is null ? "" : $", release {plan.Release}";
        return drawing.Done(
            operation, $"{plan.Contract.Id}{release}: {operation}",
            $"The rules of {operation}, in order of precedence. The first rule that matches a request answers it.");

        bool IsAsked(PlannedOperation each) => string.Equals(each.Operation.Id, operation, StringComparison.Ordinal);
    }

    private sealed class Drawing(MockPlan plan)
    {
        private const string StartId = "s0";

        private readonly VariantResolver resolver = new(plan);
        private readonly List<DiagramNode> nodes = [];
        private readonly List<DiagramEdge> edges = [];
        private readonly List<(PlannedVariant Variant, string Id)> answers = [];
        private readonly List<PlannedVariant> onRequest = [];
        private int decisions;
        private int gaps;

        public void Start(string request) => nodes.Add(new(StartId, DiagramShape.Start, [DiagramText.Of(request)]));

        /// <param name="label">On the arrow to the first rule.</param>
        public void Rules(IReadOnlyCollection<PlannedVariant> variants, SessionUse use, string label)
        {
            var held = variants.Where(variant => variant.Variant.HoldsIn(plan.Release)).ToList();
            var asksForCertificate = held.Exists(variant => variant.Variant.Rule.Certificate is not null);
            var asksForClient = held.Exists(variant => variant.Variant.Rule.Clients.Count > 0);
            onRequest.AddRange(held.Where(variant => !AnswersByItself(variant)));
            var (from, yes) = (StartId, label);
            foreach (var variant in held.Where(AnswersByItself))
            {
                var asked = RuleWords.Of(variant.Variant.Rule, plan.Contract.Sessions, use, asksForCertificate, asksForClient);
                ValueList<string> lines = [.. asked.Concat(Limit(variant)).Select(DiagramText.Of)];
                if (lines.Count == 0)
                {
                    Answer(variant, from, yes);
                    return;
                }

                var decision = $"d{++decisions}";
                nodes.Add(new(decision, DiagramShape.Decision, lines));
                Connect(from, decision, yes);
                Answer(variant, decision, "yes");
                (from, yes) = (decision, "no");
            }

            if (!held.Exists(AnswersByItself))
                Connect(from, NoAnswer(), yes);
        }

        /// <summary>Adds the variants that answer only on request, because they contradict another or depend on the server.</summary>
        public void Alternatives()
        {
            // A variant can be instead of one that is itself an alternative.
            foreach (var variant in onRequest.OrderBy(variant => variant.Variant.Instead is not null))
            {
                var to = AnswerNode(variant, [.. LinesOf(variant), Why(variant)]);
                edges.Add(new(IdOfUsual(variant), to, []) { IsAlternative = true });
            }
        }

        public Diagram Done(string operation, string title, string description) => new(
            plan.Contract.Id, operation, DiagramText.Of(title), DiagramText.Of(description), nodes.ToValueList(), edges.ToValueList());

        private static bool AnswersByItself(PlannedVariant variant) => variant.IsDefault || variant.Limit is not null;

        private static IEnumerable<string> Limit(PlannedVariant variant) => variant.Limit is not { } limit ? []
            : [$"more than {limit.Calls} requests in {DurationWords.Of(limit.Window)}"];

        private static string Why(PlannedVariant variant) =>
            variant.Variant.Instead is not null ? "or instead" : $"if {variant.Variant.Given.Condition.InSpecWords()}";

        private IEnumerable<string> LinesOf(PlannedVariant variant)
        {
            yield return AnswerWords.Name(variant);
            foreach (var effect in AnswerWords.Effects(plan, variant))
                yield return effect;
            if (!variant.IsServed)
                yield return "over TLS only";
        }

        private void Answer(PlannedVariant variant, string from, string label) =>
            Connect(from, AnswerNode(variant, LinesOf(variant)), label);

        private string AnswerNode(PlannedVariant variant, IEnumerable<string> lines)
        {
            var id = $"a{answers.Count + 1}";
            nodes.Add(new(id, DiagramShape.Answer, [.. lines.Select(DiagramText.Of)]) { Variant = variant.Name });
            answers.Add((variant, id));
            return id;
        }

        private void Connect(string from, string to, string label) =>
            edges.Add(new(from, to, label.Length == 0 ? [] : [DiagramText.Of(label)]));

        /// <summary>The answer that the example of a variant gets, unless another is requested.</summary>
        private string IdOfUsual(PlannedVariant variant)
        {
            var usual = variant.Variant.Instead is { } instead ? IdOf(other => string.Equals(other.Name, instead, StringComparison.Ordinal))
                : null;
            if (usual is null && resolver.Explain(variant.SeededRequest(), KnownSession.Of(variant))?.Variant is { } resolved)
                usual = IdOf(resolved.IsNamedAs);
            return usual ?? StartId;
        }

        private string NoAnswer()
        {
            var id = $"n{++gaps}";
            nodes.Add(new(id, DiagramShape.Answer, ["no variant answers by itself"]));
            return id;
        }

        private string? IdOf(Func<PlannedVariant, bool> isAsked) => answers.Find(answer => isAsked(answer.Variant)).Id;
    }
}
