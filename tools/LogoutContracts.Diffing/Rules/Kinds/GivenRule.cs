using LogoutContracts.Diffing.Changes;

namespace LogoutContracts.Diffing.Rules.Kinds;

/// <summary>A rule whose findings follow from the comparison of all rules of an operation, not from a pair of answers alone.</summary>
internal abstract class GivenRule(string id, Audience audience, ChangeLevel level, string what, string why, string fix)
    : DiffRule(id, audience, level, what, why, fix);
