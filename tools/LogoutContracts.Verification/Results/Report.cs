using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Results;

/// <summary>The results of a run, for all report formats. Credentials appear only as prefixes of their hashes.</summary>
/// <param name="Command">The verb, such as "verify".</param>
/// <param name="Version">The version of logout-contracts.</param>
/// <param name="Started">When the run started, in UTC.</param>
public sealed record Report(string Command, string Version, DateTimeOffset Started, TimeSpan Duration, ValueList<ReportSection> Sections)
{
    public IEnumerable<ReportCase> Cases => Sections.SelectMany(section => section.Cases);

    public ReportTotals Totals => ReportTotals.Of(Cases);
}

/// <summary>One contract against one target.</summary>
/// <param name="Title">The title of the contract.</param>
/// <param name="Release">Null if the contract has no releases.</param>
/// <param name="Target">The base URL, or the audited client; empty if only the contract was read.</param>
/// <param name="Coverage">How much of the contract was tested.</param>
public sealed record ReportSection(
    string Contract, string Title, string? Release, string Target, ValueList<ReportCase> Cases, ValueList<Coverage> Coverage)
{
    public ReportTotals Totals => ReportTotals.Of(Cases);

    /// <summary>Remarks on requests that prepare a case or clean up after the run, in sentences: one per difference.</summary>
    public ValueList<string> Remarks { get; init; } = [];

    /// <summary>How many requests the run sent; null if they were not counted.</summary>
    public Traffic? Traffic { get; init; }
}

/// <summary>What a run sent to a target.</summary>
/// <param name="Requests">All requests, answered or not.</param>
/// <param name="Logins">The logins that opened a session.</param>
/// <param name="Waits">How often the target asked to wait.</param>
/// <param name="Waited">The sum of these waits.</param>
public sealed record Traffic(int Requests, int Logins, int Waits, TimeSpan Waited);

/// <summary>How much of a contract was tested.</summary>
/// <param name="Of">What is counted, such as <c>constraints</c>.</param>
public sealed record Coverage(string Of, int Exercised, int Total);

/// <summary>The number of cases per outcome.</summary>
public sealed record ReportTotals(int Passed, int Failed, int Inconclusive, int NotApplicable)
{
    /// <summary>Cases whose answer differs only in what the contract assumes.</summary>
    public int Refuted { get; init; }

    public int All => Passed + Failed + Inconclusive + NotApplicable + Refuted;

    public static ReportTotals Of(IEnumerable<ReportCase> cases)
    {
        var counted = cases.CountBy(each => each.Outcome).ToDictionary();
        return new(
            counted.GetValueOrDefault(Outcome.Passed), counted.GetValueOrDefault(Outcome.Failed),
            counted.GetValueOrDefault(Outcome.Inconclusive),
            counted.GetValueOrDefault(Outcome.NotApplicable))
        {
            Refuted = counted.GetValueOrDefault(Outcome.Refuted),
        };
    }
}
