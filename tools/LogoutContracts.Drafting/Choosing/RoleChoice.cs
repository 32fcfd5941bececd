using LogoutContracts.Drafting.Detection;
using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Choosing;

/// <summary>The operation for a role, and those that fit about as well.</summary>
/// <param name="Operation">Null if there is none.</param>
/// <param name="All">All candidates, the most likely first.</param>
/// <param name="IsNamed">Whether the user has named it.</param>
internal sealed record RoleChoice(DraftRole Role, ApiOperation? Operation, IReadOnlyList<Candidate> All, bool IsNamed)
{
    // Less than the weight of one clear word.
    private const int Margin = 2;

    /// <summary>The candidates that fit as well as the first, including that one.</summary>
    public IReadOnlyList<Candidate> Close => [.. All.TakeWhile(candidate => candidate.Score >= All[0].Score - Margin)];

    public bool IsOpen => !IsNamed && Operation is not null && Close.Count > 1;

    public IReadOnlyList<string> Reasons => IsNamed ? ["named by you"] : All.Count > 0 ? [.. All[0].Reasons] : [];

    public static RoleChoice Of(DraftRole role, ApiDocument document, DraftOptions options, IReadOnlyList<Candidate> candidates)
    {
        if (options.Of(role) is { } name)
            return new(role, document.Find(name), candidates, IsNamed: true);
        return new(role, candidates.Count > 0 ? candidates[0].Operation : null, candidates, IsNamed: false);
    }
}
