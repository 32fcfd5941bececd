namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>A condition for a header, a parameter or a body.</summary>
internal abstract record ValueMatcher
{
    public abstract bool Matches(Subject subject);

    /// <summary>What it expects, for messages.</summary>
    public abstract string Expected { get; }

    /// <summary>Whether a header or parameter that can occur several times fulfils the condition: one of its values must.</summary>
    public virtual bool MatchesAny(IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return Matches(Subject.Absent);
        for (var i = 0; i < values.Count; i++)
        {
            if (Matches(new(values[i])))
                return true;
        }

        return false;
    }

    public sealed override string ToString() => Expected;
}
