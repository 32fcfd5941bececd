using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Settings;

/// <summary>A change of a contract that is accepted for a time.</summary>
/// <param name="Id">The id of the change.</param>
/// <param name="Reason">Why it is accepted.</param>
/// <param name="Expires">The last day on which it has an effect, in UTC.</param>
public sealed record Waiver(string Id, string Reason, DateOnly Expires, Position At)
{
    public bool IsExpired(DateOnly today) => Expires < today;
}

/// <summary>The level that a rule's changes have.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Level">One of <see cref="SettingsFile.LevelNames"/>.</param>
public sealed record RuleLevel(string Rule, string Level, Position At);
