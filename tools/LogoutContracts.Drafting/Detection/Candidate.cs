using LogoutContracts.Drafting.Reading;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Detection;

/// <summary>An operation that may be the login, the logout or the probe.</summary>
/// <param name="Score">The higher, the more likely.</param>
/// <param name="Reasons">What speaks for and against it.</param>
internal sealed record Candidate(ApiOperation Operation, int Score, ValueList<string> Reasons)
{
    /// <summary>The candidates with at least this score, the most likely first.</summary>
    public static IReadOnlyList<Candidate> Best(IEnumerable<Candidate> all, int least) =>
        [.. all.Where(candidate => candidate.Score >= least).OrderByDescending(candidate => candidate.Score)];
}

/// <summary>Adds up what speaks for and against a candidate.</summary>
internal sealed class Scoring(ApiOperation operation)
{
    private readonly List<string> reasons = [];
    private int score;

    public ApiOperation Operation => operation;

    public Candidate Candidate => new(operation, score, reasons.ToValueList());

    public void Add(int points, bool applies, string reason)
    {
        if (!applies)
            return;
        score += points;
        reasons.Add(points < 0 ? $"but {reason}" : reason);
    }

    /// <summary>Adds points if the last part of the path, the id or the summary have one of these words.</summary>
    public void AddWords(int points, string reason, params IReadOnlyList<string> words) =>
        Add(points, operation.NameWords.Intersect(words, StringComparer.Ordinal).Any(), reason);
}
