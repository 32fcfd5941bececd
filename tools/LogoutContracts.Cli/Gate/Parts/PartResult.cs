using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>The result of one part.</summary>
/// <param name="Part">The name of the part.</param>
/// <param name="Summary">What was checked, in a few words, or why nothing was.</param>
/// <param name="Undecided">What could not be judged, in sentences. If there is any, the gate never passes.</param>
internal sealed record PartResult(string Part, string Summary, ValueList<GateFinding> Findings, ValueList<string> Undecided)
{
    /// <summary>A part that was not asked for, or has nothing to check.</summary>
    public static PartResult Skipped(string part, string reason) => new(part, reason, [], []) { IsSkipped = true };

    public bool IsSkipped { get; private init; }
}

/// <summary>One thing that a part found.</summary>
/// <param name="Rule">The kind of finding, such as <c>status-changed</c> or <c>T4</c>.</param>
/// <param name="Contract">The id of the contract; empty if it is about none.</param>
/// <param name="Title">What was found, in one line.</param>
/// <param name="Text">More about it, in lines; may be empty.</param>
internal sealed record GateFinding(ChangeLevel Level, string Rule, string Contract, string Title, string Text)
{
    /// <summary>Names this finding in all runs; the rule, if there are no several.</summary>
    public string Id { get; init; } = Rule;

    /// <summary>The place in the working folder; null if there is none.</summary>
    public ReportLocation? At { get; init; }

    /// <summary>What to do about it; may be empty.</summary>
    public string Fix { get; init; } = "";

    /// <summary>The change of a contract; null if it is something else.</summary>
    public ContractChange? Change { get; init; }

    /// <summary>The entry for the settings that accepts it; empty if none does.</summary>
    public string Entry { get; init; } = "";
}
