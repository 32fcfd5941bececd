using LogoutContracts.Diffing.Changes;

namespace LogoutContracts.Diffing.Rules.Kinds;

/// <summary>A rule about the answers that two versions give to the same request.</summary>
internal abstract class AnswerRule(string id, Audience audience, ChangeLevel level, string what, string why, string fix)
    : DiffRule(id, audience, level, what, why, fix)
{
    public abstract IEnumerable<Finding> Find(AnswerPair pair);
}
