namespace LogoutContracts.Diffing.Changes;

/// <summary>A kind of change that is reported.</summary>
public abstract class DiffRule
{
    private protected DiffRule(string id, Audience audience, ChangeLevel level, string what, string why, string fix)
    {
        Id = id;
        Audience = audience;
        Level = level;
        What = what;
        Why = why;
        Fix = fix;
    }

    /// <summary>Stable, such as <c>session-survives</c>.</summary>
    public string Id { get; }

    public Audience Audience { get; }

    /// <summary>The level of its changes, unless the old contract only assumed what has changed.</summary>
    public ChangeLevel Level { get; }

    /// <summary>What has changed, in one sentence.</summary>
    public string What { get; }

    /// <summary>Why it matters.</summary>
    public string Why { get; }

    /// <summary>What to do about it.</summary>
    public string Fix { get; }

    /// <summary>The level of a change: one lower if the old contract only assumed what has changed, but never for a logout.</summary>
    public ChangeLevel LevelOf(bool wasAssumed) =>
        wasAssumed && Audience != Audience.Logout && Level > ChangeLevel.Note ? Level - 1 : Level;

    public override string ToString() => Id;
}
