using LogoutContracts.Cli.Gate.Bases;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>No contract promises less about the end of sessions than at the base, as <c>audit</c> reads contracts.</summary>
internal sealed class PromisesPart(GateSettings settings) : IGatePart
{
    public string Name => "promises";

    public Task<PartResult> CheckAsync(GateSubject subject) => Task.FromResult(Check(subject));

    private PartResult Check(GateSubject subject)
    {
        if (subject.Versions is null)
            return PartResult.Skipped(Name, GateWords.NoBase);
        var compared = subject.Comparable.ToList();
        var findings = compared.SelectMany(versions => Worse(versions.Id, ContractOf(versions.Old!), ContractOf(versions.New!)));
        return new(Name, GateWords.Count(compared.Count, "contract"), findings.Select(settings.Applied).ToValueList(), []);
    }

    private static IEnumerable<GateFinding> Worse(string id, Contract old, Contract now) => Releases(old, now)
        .SelectMany(release => PromiseComparison.Between(PlanOf(old, release), PlanOf(now, release)).Select(promise => (promise, release)))
        .GroupBy(each => (each.promise.Check, each.promise.Requirement), each => each)
        .Select(group => Of(id, now, group.First().promise, [.. group.Select(each => each.release).OfType<string>()]));

    private static GateFinding Of(string id, Contract now, WorsePromise promise, IReadOnlyList<string> releases)
    {
        var where = releases.Count == 0 ? "" : $" in release {string.Join(", ", releases)}";
        var isGone = promise.Check == CheckCatalog.Control;
        return new(
            ChangeLevel.Error, promise.Check.Id, id,
            $"{promise.Requirement}: {Word(promise.Before)} at the base, now {Word(promise.Now.Merit)}{where}.", promise.Now.Text)
        {
            Id = FindingId.Of("promise", promise.Check.Id, id, promise.Requirement),
            At = promise.Now.At is { } at ? ReportLocation.Of(now.File, at) : null,
            Fix = isGone ? "Let a variant of the logout end the session again." : promise.Check.Rule.Fix,
        };
    }

    private static IEnumerable<string?> Releases(Contract old, Contract now) =>
        old.Releases.Known.Intersect(now.Releases.Known, StringComparer.Ordinal).DefaultIfEmpty<string?>(null);

    private static Contract ContractOf(SpecVersion version) => version.Plan.Require().Contract;

    private static MockPlan PlanOf(Contract contract, string? release) => MockPlanner.Plan(contract, release).Require();

    private static string Word(RequirementStatus status) => status switch
    {
        RequirementStatus.Met => "met",
        RequirementStatus.NotMet => "not met",
        _ => "not stated",
    };
}
