using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Catalogs;
using LogoutContracts.Diffing.Rules.Requests;
using LogoutContracts.Diffing.Witnesses;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Comparing;

/// <summary>
/// Lets both versions answer the examples and negative tests of both. This finds what the rules alone do not show: a body that was valid,
/// or a caller that was active, because carriers, formats or schemas were others.
/// </summary>
internal sealed class TriedRequests
{
    private readonly ContractPair contracts;
    private readonly RequestPartRenames renamed;
    private readonly IReadOnlyList<Occurrence> found;
    private readonly ILookup<string, Trial> trials;
    private readonly bool hasOtherCarriers;
    private readonly bool hasOtherAccounts;

    /// <param name="found">What was found so far; it may grow.</param>
    public TriedRequests(ContractPair contracts, DiffOptions options, RequestPartRenames renamed, IReadOnlyList<Occurrence> found)
    {
        this.contracts = contracts;
        this.renamed = renamed;
        this.found = found;
        hasOtherCarriers = found.Any(each =>
            each.Rule is CarrierRenamed or CarrierRemoved or CarrierAdded or CredentialAdded or CredentialRemoved);
        hasOtherAccounts = found.Any(each => each.Rule is AccountsChanged);
        var (old, @new) = (new VariantResolver(contracts.Old), new VariantResolver(contracts.New));
        trials = new[] { (Plan: contracts.Old, IsOld: true), (Plan: contracts.New, IsOld: false) }
            .SelectMany(side => RequestsOf(side.Plan, options).Select(request => TryOn(old, @new, request, side.IsOld)))
            .OfType<Trial>().ToLookup(trial => trial.Key, StringComparer.Ordinal);
    }

    // The first request that shows each kind of change in how sessions work.
    private readonly Dictionary<Type, TriedSighting> shown = [];

    /// <summary>The differences that the rules of the operation did not show.</summary>
    public IEnumerable<Occurrence> Judge(OperationPair operation, OperationComparison comparison)
    {
        foreach (var trial in trials[operation.Key])
        {
            var (before, after) = (comparison.Own(trial.Old.Variant!, isOld: true), comparison.Own(trial.New.Variant!, isOld: false));
            if (before is null || after is null || comparison.AreEqual(before, after, trial.Request.Request.Method))
                continue;
            var sighting = new TriedSighting(contracts, trial.Request, trial.IsOfOld, trial.Old.Variant!, trial.New.Variant!);
            if (Explanations(trial, before, after).ToList() is { Count: > 0 } reasons)
            {
                foreach (var reason in reasons.Where(reason => !shown.TryGetValue(reason, out var known) || IsClearer(sighting, known)))
                    shown[reason] = sighting;
                continue;
            }

            if (comparison.Seen.Contains((before.Name, after.Name)))
                continue;
            foreach (var occurrence in comparison.Judge(
                before, after, trial.Request.Request.Method, trial.Old.Facts.Caller, trial.Old.Facts.Target, ClassOf(trial)))
                yield return occurrence with { Tried = sighting };
        }
    }

    /// <summary>The finding with a request that shows it, if a difference was explained by it.</summary>
    public Occurrence WithSighting(Occurrence each)
    {
        var kind = each.Rule is CarrierRemoved or CarrierAdded or CredentialAdded or CredentialRemoved ? typeof(CarrierRenamed)
            : each.Rule.GetType();
        return each is { Seen: null, Tried: null } && shown.TryGetValue(kind, out var sighting)
            && (each.Operation is null || string.Equals(each.Release, contracts.Release, StringComparison.Ordinal))
            ? each with { Tried = sighting } : each;
    }

    // A refusal of what was accepted shows best that something has moved.
    private static bool IsClearer(TriedSighting sighting, TriedSighting known) => IsRefusal(sighting) && !IsRefusal(known);

    private static bool IsRefusal(TriedSighting sighting) => sighting is { Old.Answer.Status: < 400, New.Answer.Status: >= 400 };

    /// <summary>The reported changes that explain a difference.</summary>
    private IEnumerable<Type> Explanations(Trial trial, PlannedVariant before, PlannedVariant after)
    {
        var (old, @new) = (trial.Old.Facts, trial.New.Facts);
        if (hasOtherCarriers && (old.Caller != @new.Caller || old.Target != @new.Target))
            yield return typeof(CarrierRenamed);
        if (renamed.Concerns(before, after))
            yield return typeof(RequestPartRenamed);
        if (hasOtherAccounts && (old.IsUserKnown != @new.IsUserKnown || old.Client != @new.Client))
            yield return typeof(AccountsChanged);
        if (found.Any(each => each.Rule is InputMoved && string.Equals(each.Operation?.Key, trial.Key, StringComparison.Ordinal))
            && (old.Caller != @new.Caller || old.Target != @new.Target || old.IsUserKnown != @new.IsUserKnown || old.Client != @new.Client
                || old.Body != @new.Body))
            yield return typeof(InputMoved);
    }

    /// <summary>How both versions see the request.</summary>
    private static string ClassOf(Trial trial)
    {
        var (old, @new) = (trial.Old.Facts, trial.New.Facts);
        var parts = new[]
        {
            Part("body", old.Body.ToString(), @new.Body.ToString()), Part("caller", old.Caller.InSpecWords(), @new.Caller.InSpecWords()),
            Part("target", old.Target.InSpecWords(), @new.Target.InSpecWords()),
            Part("user", old.IsUserKnown ? "known" : "unknown", @new.IsUserKnown ? "known" : "unknown"),
        };
        var changed = parts.Where(part => part.IsChanged).Select(part => part.Text).ToList();
        return string.Join("; ", changed.Count > 0 ? changed : parts.Select(part => part.Text));

        static (string Text, bool IsChanged) Part(string name, string before, string after) =>
            before.Equals(after, StringComparison.Ordinal)
            ? ($"{name} {before}", false) : ($"{name} {before} → {after}", true);
    }

    private static IEnumerable<TriedRequest> RequestsOf(MockPlan plan, DiffOptions options) => plan.Variants
        .Where(planned => planned.IsDefault)
        .Select(planned => new TriedRequest(
            RenderedRequest.Of(planned.Variant.Request, planned.Seeds.ValueOf), KnownSession.Of(planned).ToValueList()))
        .Concat(options.MoreRequests(plan));

    private Trial? TryOn(VariantResolver old, VariantResolver @new, TriedRequest request, bool isOfOld)
    {
        var (oldSessions, newSessions) = SessionTransfer.Both(contracts, request.Sessions, isOfOld);
        var before = old.Explain(request.Request, oldSessions);
        var after = @new.Explain(request.Request, newSessions);
        if (before is not { Variant: not null } || after is not { Variant: not null })
            return null;
        var key = $"{before.Operation?.Operation.Method ?? OperationPair.OtherMethods} {ChangeId.PathKey(before.Path.Template.Text)}";
        return new(key, request, isOfOld, before, after);
    }

    private sealed record Trial(string Key, TriedRequest Request, bool IsOfOld, Resolution Old, Resolution New);
}
