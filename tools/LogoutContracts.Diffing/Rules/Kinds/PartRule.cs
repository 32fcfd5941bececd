using LogoutContracts.Diffing.Answers;
using LogoutContracts.Diffing.Changes;

namespace LogoutContracts.Diffing.Rules.Kinds;

/// <summary>A rule about parts of an answer. If the status changes too, that is what matters.</summary>
internal abstract class PartRule(string id, Audience audience, ChangeLevel level, string what, string why, string fix)
    : AnswerRule(id, audience, level, what, why, fix)
{
    protected abstract PartChange Change { get; }

    public override IEnumerable<Finding> Find(AnswerPair pair) => pair.Answers.HasOtherStatus || pair.IsAcceptedNow ? []
        : pair.Answers.Parts.Where(part => part.Change == Change).Select(part => new Finding(TextOf(part), pair.WasAssumed(part))
        {
            Header = part.Header,
        });

    protected abstract string TextOf(PartDifference part);
}
