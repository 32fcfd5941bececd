using LogoutContracts.Cli.Context;
using LogoutContracts.Diffing.Calls;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Diff;

/// <summary>What a client's calls get from another version, for all report formats.</summary>
internal static class CallReport
{
    private static readonly ReportRule Rule = new(
        "call-changes", "Changed call", Severity.High, "The client makes this call, and gets another answer.",
        "See whether the client is prepared for the new answer.", []);

    /// <param name="log">The name of the log.</param>
    public static Report Of(
        Contract contract, string versions, string log, CallDifference difference, ChangeLevel failOn, DateTimeOffset started)
    {
        var cases = difference.Changes.Select(change => CaseOf(change, failOn)).Append(Whole(contract, difference));
        var section = new ReportSection(contract.Id, contract.Title, null, $"{versions}, {log}", cases.ToValueList(), [])
        {
            Remarks = CallText.Counts(difference).ToValueList(),
        };
        return new("diff", ProgramInfo.Version, started, DateTimeOffset.UtcNow - started, [section]);
    }

    private static ReportCase CaseOf(CallChange change, ChangeLevel failOn)
    {
        var isFailure = change.Level >= failOn;
        var text = $"{CallText.Subject(change)} {string.Join(" ", change.Texts)}";
        var place = change.New ?? change.Old;
        return new(
            $"{change.Method} {change.Path}, {change.Sessions}", Rule with { Severity = SeverityOf(change.Level) },
            "The call gets the same answer.", isFailure ? Outcome.Failed : Outcome.Passed, isFailure ? text : "",
            new(place.File, place.Line, place.Column), TimeSpan.Zero, [], [])
        {
            IsNotice = !isFailure,
            Remarks = isFailure ? [] : [text],
        };
    }

    private static ReportCase Whole(Contract contract, CallDifference difference) => new(
        "calls", Rule, "The calls could be compared.", difference.Fitting > 0 ? Outcome.Passed : Outcome.Inconclusive,
        difference.Fitting > 0 ? "" : "The old version answers none of the calls as recorded.",
        ReportLocation.Of(contract.File, contract.IdAt), TimeSpan.Zero, [], []);

    private static Severity SeverityOf(ChangeLevel level) => level switch
    {
        ChangeLevel.Error => Severity.High,
        ChangeLevel.Warning => Severity.Medium,
        _ => Severity.Low,
    };
}
