using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Findings;

/// <summary>A kind of difference.</summary>
/// <param name="Why">Why it matters.</param>
/// <param name="Fix">What to do.</param>
public sealed record DriftRule(string Id, string Name, DriftLevel Level, string Why, string Fix)
{
    public static DriftRule LostFact { get; } = new(
        "lost-fact", "Lost fact", DriftLevel.Error, "The contract says that its document states this, and the page does not.",
        "Read the page. If the API has changed, change the spec; if another source states it, cite that in 'basis' or 'carriersBasis'.");

    public static DriftRule LostHeading { get; } = new(
        "lost-heading", "Lost heading", DriftLevel.Warning, "The contract cites a heading that readers cannot find on the page.",
        "Cite the heading under which the page now has it.");

    public static DriftRule NewFact { get; } = new(
        "new-fact", "New fact", DriftLevel.Warning, "The page states something about the operation that the contract does not have.",
        "Read the page. If it describes the API, add it to the spec, with the basis 'document'.");

    public static DriftRule IncludedFile { get; } = new(
        "included-file", "Included file", DriftLevel.Note, "The page includes a file, which is not part of the page and was not checked.",
        "Read the file, and cite it as a source of its own.");

    public static ValueList<DriftRule> All { get; } = [LostFact, LostHeading, NewFact, IncludedFile];
}

/// <summary>How serious a difference is.</summary>
public enum DriftLevel
{
    Note,
    Warning,
    Error,
}
