using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Results;

/// <summary>What a run came to, ready to be written in any form. Holds no credential but as a prefix of its hash.</summary>
/// <param name="Command">The verb, such as "verify".</param>
/// <param name="Version">Of this tool.</param>
/// <param name="Started">In UTC.</param>
public sealed record Report(string Command, string Version, DateTimeOffset Started, TimeSpan Duration, ValueList<ReportSection> Sections)
{
    public IEnumerable<ReportCase> Cases => Sections.SelectMany(section => section.Cases);

    public ReportTotals Totals => ReportTotals.Of(Cases);
}

/// <summary>One contract against one target.</summary>
/// <param name="Title">Of the contract, for people.</param>
/// <param name="Release">Null where the contract knows none.</param>
/// <param name="Target">Base URL; empty where the contract alone was read.</param>
/// <param name="Coverage">How much of what the contract states was tried.</param>
public sealed record ReportSection(string Contract, string Title, string? Release, string Target, ValueList<ReportCase> Cases, ValueList<Coverage> Coverage)
{
    public ReportTotals Totals => ReportTotals.Of(Cases);

    /// <summary>What was noticed of the target in requests that only prepare a case; one per difference.</summary>
    public ValueList<string> Remarks { get; init; } = [];
}

/// <param name="Of">What is counted, such as "constraints".</param>
public sealed record Coverage(string Of, int Exercised, int Total);

public sealed record ReportTotals(int Passed, int Failed, int Inconclusive, int NotApplicable)
{
    /// <summary>Cases whose answer differs only in what the contract assumes.</summary>
    public int Refuted { get; init; }

    public int All => Passed + Failed + Inconclusive + NotApplicable + Refuted;

    public static ReportTotals Of(IEnumerable<ReportCase> cases)
    {
        var counted = cases.CountBy(each => each.Outcome).ToDictionary();
        return new(
            counted.GetValueOrDefault(Outcome.Passed), counted.GetValueOrDefault(Outcome.Failed), counted.GetValueOrDefault(Outcome.Inconclusive),
            counted.GetValueOrDefault(Outcome.NotApplicable))
        {
            Refuted = counted.GetValueOrDefault(Outcome.Refuted),
        };
    }
}
