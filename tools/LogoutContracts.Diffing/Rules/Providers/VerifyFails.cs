using LogoutContracts.Diffing.Answers;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Providers;

internal sealed class VerifyFails() : AnswerRule(
    "verify-fails", Audience.Provider, ChangeLevel.Warning,
    "A server that answers as before fails verify for the new contract.",
    "Its operators see a failure although nothing changed on their side.",
    "If servers need not change, mark the part as volatile, or keep the old answer.")
{
    // What verify accepts from a provider whatever the contract says.
    private static readonly string[] NeverCompared =
        ["retry-after", "date", "etag", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit", "ratelimit-policy"];

    public override IEnumerable<Finding> Find(AnswerPair pair) => pair.Answers.HasOtherStatus ? []
        : pair.Answers.Parts.Where(part => Fails(part, pair)).Select(part => new Finding(
            part.Change == PartChange.Added ? $"{part.Part} is now required: {part.New}."
                : $"{part.Part} must be {part.New}; it was {part.Old}.", pair.WasAssumed(part))
        {
            Header = part.Header,
        });

    private static bool Fails(PartDifference part, AnswerPair pair)
    {
        if (part.Change is not (PartChange.Added or PartChange.Text))
            return false;
        if (!part.IsInBody)
            return part.Header is { } header && IsCompared(header["header ".Length..]);

        // Of other answers, only credentials, ids and types are compared.
        var isExact = pair.New.Variant.Compare is { } closeness ? closeness == Closeness.Exact
            : !pair.IsSuccessNow || pair.New.Variant.Then.Any(then => then.State == SessionState.Ended);
        return isExact && pair.New.Answer?.Body is { IsJson: true };
    }

    private static bool IsCompared(string header) => !NeverCompared.Contains(header, StringComparer.OrdinalIgnoreCase)
        && !header.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
        && !header.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);
}
