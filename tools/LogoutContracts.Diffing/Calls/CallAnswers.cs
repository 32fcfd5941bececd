using LogoutContracts.Diffing.Answers;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Comparing;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules;
using LogoutContracts.Diffing.Witnesses;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Calls;

/// <summary>The answers of both versions of a contract to calls.</summary>
internal sealed class CallAnswers
{
    private readonly ContractPair pair;
    private readonly VariantResolver old;
    private readonly VariantResolver @new;
    private readonly Dictionary<PlannedVariant, AnswerComparison> comparisons = new(ReferenceEqualityComparer.Instance);

    public CallAnswers(ContractPair pair)
    {
        this.pair = pair;
        (old, @new) = (new(pair.Old), new(pair.New));
        foreach (var operation in OperationPair.Of(pair))
        {
            if (operation is not { Old: { } before, New: { } after })
                continue;
            var comparison = new AnswerComparison(before, after, pair.Names);
            foreach (var variant in before.Variants)
                comparisons[variant] = comparison;
        }
    }

    /// <summary>The old answer; null if the old version has no such path.</summary>
    public Resolution? Old(TriedRequest reading) => old.Explain(reading.Request, reading.Sessions);

    /// <summary>How the new answer differs; null if it does not.</summary>
    /// <param name="explained">The old answer.</param>
    public CallChange? ChangeOf(LoggedCall call, TriedRequest reading, Resolution explained)
    {
        var before = explained.Variant!;
        var (_, sessions) = SessionTransfer.Both(pair, reading.Sessions, isOfOld: true);
        var after = @new.Explain(reading.Request, sessions)?.Variant;
        var gone = after is null ? "The new version has no answer." : "The new version does not have this operation.";
        var change = new CallChange(
            call.Request.Method, explained.Path.Template.Text, StatesOf(explained.Facts, before), call.Status, after?.Answer?.Status,
            ChangeLevel.Error, [gone], ChangePlace.Of(pair.Old.Contract, before.Variant.At),
            after is null ? null : ChangePlace.Of(pair.New.Contract, after.Variant.At), [call.Number]);
        if (after is null || !comparisons.TryGetValue(before, out var comparison))
            return change;
        if (comparison.AreEqual(before, after, call.Request.Method))
            return null;
        var compared = comparison.Pair(before, after, call.Request.Method, explained.Facts.Caller, explained.Facts.Target);
        if (reading.Request.Header("Origin") is null)
            compared = compared with { Answers = WithoutCors(compared.Answers) };
        var findings = RuleCatalog.Answers.Where(rule => rule.Audience != Audience.Provider)
            .SelectMany(rule => rule.Find(compared).Select(finding => (Level: rule.LevelOf(finding.WasAssumed), finding.Text))).ToList();
        return findings.Count == 0 ? null : change with
        {
            Level = findings.Max(finding => finding.Level),
            Texts = findings.Select(finding => finding.Text).Distinct(StringComparer.Ordinal).ToValueList(),
        };
    }

    // Only browsers read these headers, and browsers send Origin.
    private static AnswerDifference WithoutCors(AnswerDifference answers) => answers with
    {
        Parts = answers.Parts.Where(part => !part.Part.StartsWith("header Access-Control-", StringComparison.OrdinalIgnoreCase))
            .ToValueList(),
    };

    private static string StatesOf(RequestFacts facts, PlannedVariant variant)
    {
        var caller = $"caller {facts.Caller.InSpecWords()}";
        return variant.Variant.Rule.Target == TargetStates.Any && facts.Target == TargetStates.Absent
            ? caller : $"{caller}, target {facts.Target.InSpecWords()}";
    }
}
