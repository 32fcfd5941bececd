using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Refining;
using LogoutContracts.Diffing.Rules;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Diffing.Witnesses;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Comparing;

/// <summary>Compares what two versions of an operation answer, for all requests that their rules tell apart.</summary>
internal sealed class OperationComparison
{
    private readonly ContractPair contracts;
    private readonly OperationPair operation;
    private readonly OperationSide old;
    private readonly OperationSide @new;
    private readonly RequestSpace space;
    private readonly AnswerComparison answers;
    private readonly List<Occurrence> found = [];

    private OperationComparison(ContractPair contracts, OperationPair operation)
    {
        this.contracts = contracts;
        this.operation = operation;
        (old, @new) = (operation.Old!, operation.New!);
        space = RequestSpace.Of(old, @new, contracts.Names);
        answers = new(old, @new, contracts.Names);
    }

    /// <summary>The pairs of variants that answer the same requests.</summary>
    public HashSet<(string Old, string New)> Seen { get; } = [];

    /// <param name="undecided">Called with the reason if the requests cannot be compared.</param>
    public static (IReadOnlyList<Occurrence> Found, OperationComparison Comparison) Of(
        ContractPair contracts, OperationPair operation, Action<string> undecided)
    {
        var comparison = new OperationComparison(contracts, operation);
        if (comparison.space.WhyNot is { } reason)
        {
            undecided(reason);
            return ([], comparison);
        }

        if (comparison.IsSame)
            return ([], comparison);
        ProviderCondition[] conditions = [.. comparison.ConditionsOf().Distinct()];
        foreach (var condition in conditions)
        {
            if (!comparison.Compare(condition))
                undecided("its rules tell too many requests apart");
        }

        comparison.CompareAlternatives();
        return (comparison.found, comparison);
    }

    /// <summary>The findings for one request that the two variants answer.</summary>
    public IEnumerable<Occurrence> Judge(
        PlannedVariant before, PlannedVariant after, string method, CallerStates caller, TargetStates target, string requests) =>
        FindingsOf(answers.Pair(before, after, method, caller, target))
            .Select(found => Occurrence(found.Rule, found.Finding, requests, before, after));

    /// <summary>The variant as it is compared here, which may have other names of headers in its rule; null if it is of another
    /// operation.</summary>
    public PlannedVariant? Own(PlannedVariant planned, bool isOld) =>
        (isOld ? old : @new).Variants.FirstOrDefault(variant => variant.IsNamedAs(planned));

    public bool AreEqual(PlannedVariant before, PlannedVariant after, string method) => answers.AreEqual(before, after, method);

    /// <summary>Whether both have the same rules and answers in the same order, which is the usual case and quick to see.</summary>
    private bool IsSame => old.Variants.Count == @new.Variants.Count
        && old.Variants.Zip(@new.Variants).All(pair => IsSameVariant(pair.First, pair.Second)) && IsSameSetting;

    private bool IsSameVariant(PlannedVariant before, PlannedVariant after) => before.Variant.Rule == after.Variant.Rule
        && before.Variant.Given.Condition == after.Variant.Given.Condition && before.IsDefault == after.IsDefault
        && before.Variant.Instead is null == after.Variant.Instead is null
        && before.Variant.HoldsIn(contracts.Old.Release) == after.Variant.HoldsIn(contracts.New.Release)
            && answers.AreEqual(before, after, null);

    /// <summary>Whether the rules of both mean the same.</summary>
    private bool IsSameSetting => old.Excluded.SequenceEqual(@new.Excluded, StringComparer.Ordinal) && old.Use == @new.Use
        && old.Sessions.ValueNames == @new.Sessions.ValueNames && old.Sessions.Kinds == @new.Sessions.Kinds
        && old.Sessions.PossibleCallers(old.Operation?.Session) == @new.Sessions.PossibleCallers(@new.Operation?.Session)
        && old.KnowsUsers == @new.KnowsUsers && old.NeedsCertificate == @new.NeedsCertificate
        && old.Sessions.Clients.Count > 0 == @new.Sessions.Clients.Count > 0 && old.Body is null == @new.Body is null;

    private IEnumerable<ProviderCondition> ConditionsOf() => old.Variants.Concat(@new.Variants)
        .Select(planned => planned.Variant.Given.Condition).Prepend(ProviderCondition.None);

    private bool Compare(ProviderCondition condition)
    {
        var regions = new Dictionary<(DiffRule Rule, string Text), (Region Region, Finding Finding)>();
        var cells = new List<ulong[]>();
        var isWhole = space.Walk(condition, cell =>
        {
            cells.Add([.. cell.Masks]);
            if (cell is { Old: { } before, New: { } after })
            {
                Seen.Add((before.Name, after.Name));
                if (answers.AreEqual(before, after, MethodOf(cell.Point)))
                    return;
                foreach (var (rule, finding) in FindingsOf(PairOf(condition, cell.Point, before, after)))
                    Add(rule, finding, before, after, cell);
            }
            else if (condition == ProviderCondition.None)
            {
                Add(
                    cell.New is null ? RuleCatalog.Unstated : RuleCatalog.Stated,
                    cell.New is null ? Rules.Answers.AnswerUnstated.Finding : Rules.Answers.AnswerStated.Finding, cell.Old, cell.New, cell);
            }
            else
            {
                var words = condition.InSpecWords().Replace(", ", " and ", StringComparison.Ordinal);
                Add(
                    RuleCatalog.Conditional,
                    cell.Old is null ? Rules.Answers.ConditionalAnswer.Added(words) : Rules.Answers.ConditionalAnswer.Removed(words),
                    cell.Old, cell.New, cell);
            }
        });
        foreach (var ((rule, _), (region, finding)) in regions)
        {
            var requests = region.Describe(space.Dimensions, cells);
            if (condition != ProviderCondition.None)
                requests = string.Join("; ", new[] { $"provider {condition.InSpecWords()}", requests }.Where(part => part.Length > 0));
            var seen = region.Seen;
            found.Add(Occurrence(rule, finding with { WasAssumed = region.WasAssumed }, requests, seen.Old, seen.New) with
            {
                Seen = seen.Old is null || seen.New is null ? null : seen,
                Unseen = seen.Old is null || seen.New is null ? "only one version says what the answer is" : "",
            });
        }

        return isWhole;

        void Add(DiffRule rule, Finding finding, PlannedVariant? before, PlannedVariant? after, Cell cell)
        {
            var sighting = new Sighting(contracts, space, condition, [.. cell.Point], [.. cell.Masks], before!, after!, old, @new);
            var distance = DistanceOf(cell.Point, before, after);
            if (!regions.TryGetValue((rule, finding.Text), out var known))
                regions[(rule, finding.Text)] = known = (new(sighting, distance), finding);
            known.Region.WasAssumed &= finding.WasAssumed;
            known.Region.Add(cell.Masks, sighting, distance);
        }
    }

    /// <summary>The findings of all rules. Rules about providers add only what nobody else is warned of.</summary>
    private static List<(DiffRule Rule, Finding Finding)> FindingsOf(AnswerPair pair)
    {
        var findings = new List<(DiffRule Rule, Finding Finding)>();
        foreach (var rule in RuleCatalog.Answers)
        {
            if (rule.Audience == Audience.Provider
                && findings.Exists(each => each.Rule.LevelOf(each.Finding.WasAssumed) >= ChangeLevel.Warning))
                continue;
            findings.AddRange(rule.Find(pair).Select(finding => ((DiffRule)rule, finding)));
        }

        return findings;
    }

    private AnswerPair PairOf(ProviderCondition condition, int[] point, PlannedVariant before, PlannedVariant after)
    {
        var pair = answers.Pair(before, after, MethodOf(point), Caller(point)?.State ?? CallerStates.Absent,
            Target(point) ?? TargetStates.Absent);
        return pair with { IsAcceptedNow = IsAcceptedNow(condition, point, pair) };
    }

    /// <summary>
    /// Whether the request lacks a valid proof, was refused for that, and is now accepted. A logout may accept dead credentials: it ends
    /// what is dead anyway.
    /// </summary>
    private bool IsAcceptedNow(ProviderCondition condition, int[] point, AnswerPair pair)
    {
        if (!pair.IsSuccessNow || (@new.Use.Ends != SessionEnd.Nothing && Caller(point) is { State: not CallerStates.Active }))
            return false;
        foreach (var proven in Proven(point))
        {
            if (space.Winner(true, condition, proven) is not { } oldProven || space.Winner(false, condition, proven) is not { } newProven
                || !answers.Pair(oldProven, newProven, null, CallerStates.Active, TargetStates.Absent).WasSuccess)
                continue;
            if (!pair.WasSuccess)
                return true;
            if (!answers.Between(pair.Old, oldProven, null).LooksAlike && answers.Between(pair.New, newProven, null).LooksAlike)
                return true;
        }

        return false;
    }

    /// <summary>The same request with a live session, its own certificate and client, and a known user; empty if it has these
    /// already.</summary>
    private IEnumerable<int[]> Proven(int[] point)
    {
        var proven = (int[])point.Clone();
        Set(Dimensions.Caller, value => value is CallerPoint { State: CallerStates.Active });
        Set(Dimensions.ClientCertificate, value => value is Certificate.Own);
        Set(Dimensions.OAuthClient, value => value is Client.Own);
        Set(Dimensions.User, value => value is "known");
        if (proven.SequenceEqual(point))
            yield break;
        var target = PlaceOf(Dimensions.Target);
        if (space.IsPossible(proven))
            yield return proven;
        if (target < 0 || Caller(point) is not { } caller || (caller.State & CallerStates.Known) != 0)
            yield break;

        // Without a known caller, no session is its own.
        foreach (var own in (TargetStates[])[TargetStates.Self, TargetStates.OwnActive])
        {
            Set(Dimensions.Target, value => value is TargetStates state && state == own);
            if (space.IsPossible(proven))
                yield return (int[])proven.Clone();
        }

        void Set(string dimension, Predicate<object?> isWanted)
        {
            var place = PlaceOf(dimension);
            if (place >= 0 && !isWanted(space.Dimensions[place].Values[proven[place]])
                && space.Dimensions[place].Values.ToList().FindIndex(isWanted) is >= 0 and var value)
                proven[place] = value;
        }
    }

    private void CompareAlternatives()
    {
        foreach (var alternative in old.Alternatives.Where(alternative => !IsAmong(alternative, isOld: true)))
        {
            Report(RuleCatalog.AlternativeRemoved, Rules.Providers.AlternativeRemoved.Of(AnswerOf(alternative)), alternative, isOld: true);
        }

        foreach (var alternative in @new.Alternatives.Where(alternative => !IsAmong(alternative, isOld: false)))
        {
            Report(RuleCatalog.AlternativeAdded, Rules.Answers.AlternativeAdded.Of(AnswerOf(alternative)), alternative, isOld: false);
        }

        void Report(DiffRule rule, Finding finding, PlannedVariant alternative, bool isOld)
        {
            var masks = space.MasksOf(alternative, isOld);
            var requests = string.Join("; ", space.Dimensions.Index().Where(dimension => masks[dimension.Index] != dimension.Item.All)
                .OrderBy(dimension => dimension.Item.Name, StringComparer.Ordinal)
                .Select(dimension => $"{dimension.Item.Name} {string.Join(" or ", dimension.Item.LabelsOf(masks[dimension.Index]))}"));
            found.Add(Occurrence(rule, finding, requests, isOld ? alternative : null, isOld ? null : alternative) with
            {
                Unseen = "a mock gives the alternative only if it is asked for it by name",
            });
        }
    }

    /// <summary>
    /// Whether the other side gives an answer with the same status and effects to some of the same requests, by default or as an
    /// alternative.
    /// </summary>
    private bool IsAmong(PlannedVariant alternative, bool isOld)
    {
        var other = isOld ? @new : old;
        var masks = space.MasksOf(alternative, isOld);
        return other.Under(alternative.Variant.Given.Condition).Concat(other.Alternatives).Any(candidate =>
            answers.HaveSameOutcome(alternative, candidate)
            && masks.Zip(space.MasksOf(candidate, !isOld)).All(pair => (pair.First & pair.Second) != 0));
    }

    private static string AnswerOf(PlannedVariant variant) =>
        variant.Answer is { } answer ? string.Create(null, $"{answer.Status}") : "a refused handshake";

    private Occurrence Occurrence(DiffRule rule, Finding finding, string requests, PlannedVariant? before, PlannedVariant? after) => new(
        rule, contracts.Release, contracts.Id, operation, finding, finding.Requests ?? requests,
        before is null ? OperationPair.PlaceIn(contracts.Old, old) : ChangePlace.Of(contracts.Old.Contract, before.Variant.At),
        after is null ? OperationPair.PlaceIn(contracts.New, @new) : ChangePlace.Of(contracts.New.Contract, after.Variant.At));

    /// <summary>How far a request is from the examples of the variants: the fewer edits, the likelier it can be built.</summary>
    private int DistanceOf(int[] point, PlannedVariant? before, PlannedVariant? after)
    {
        var (caller, target) = (Caller(point)?.State, Target(point));
        return new[] { before, after }.OfType<PlannedVariant>().Select(planned =>
            (planned.Variant.Given.Caller == caller ? 0 : 1) + (target is null || planned.Variant.Given.Target == target ? 0 : 1))
                .DefaultIfEmpty(0).Min();
    }

    /// <summary>The method of a request; null if it is any other than those that rules name.</summary>
    private string? MethodOf(int[] point) => @new.Operation?.Method ?? old.Operation?.Method
        ?? (Value(point, Dimensions.Method) is string method and not Rule.OtherMethod ? method : null);

    private CallerPoint? Caller(int[] point) => (CallerPoint?)Value(point, Dimensions.Caller);

    private TargetStates? Target(int[] point) => (TargetStates?)Value(point, Dimensions.Target);

    private object? Value(int[] point, string dimension) =>
        PlaceOf(dimension) is >= 0 and var place ? space.Dimensions[place].Values[point[place]] : null;

    private int PlaceOf(string dimension) => space.Dimensions.FindIndex(each => each.Name.Equals(dimension, StringComparison.Ordinal));
}
