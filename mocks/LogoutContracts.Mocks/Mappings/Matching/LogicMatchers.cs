using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>Does not match.</summary>
internal sealed record Not(ValueMatcher Of) : ValueMatcher
{
    public override string Expected => $"not {Of.Expected}";

    public override bool Matches(Subject subject) => !Of.Matches(subject);
}

/// <summary>Fulfils all conditions.</summary>
internal sealed record AllOf(ValueList<ValueMatcher> Of) : ValueMatcher
{
    public override string Expected => $"({string.Join(" and ", Of.Select(each => each.Expected))})";

    public override bool Matches(Subject subject)
    {
        foreach (var each in Of.AsSpan())
        {
            if (!each.Matches(subject))
                return false;
        }

        return true;
    }
}

/// <summary>Fulfils at least one of the conditions.</summary>
internal sealed record AnyOf(ValueList<ValueMatcher> Of) : ValueMatcher
{
    public override string Expected => $"({string.Join(" or ", Of.Select(each => each.Expected))})";

    public override bool Matches(Subject subject)
    {
        foreach (var each in Of.AsSpan())
        {
            if (each.Matches(subject))
                return true;
        }

        return false;
    }
}

/// <summary>Each condition is fulfilled by one of the values of a repeated header or parameter.</summary>
/// <param name="IsExact">Whether there may be no further values.</param>
internal sealed record SeveralValues(ValueList<ValueMatcher> Of, bool IsExact) : ValueMatcher
{
    public override string Expected =>
        $"{(IsExact ? "exactly" : "at least")} the values {string.Join(", ", Of.Select(each => each.Expected))}";

    public override bool Matches(Subject subject) => MatchesAny(subject.Text is { } text ? [text] : []);

    public override bool MatchesAny(IReadOnlyList<string> values)
    {
        if (IsExact && values.Count != Of.Count)
            return false;
        foreach (var each in Of.AsSpan())
        {
            if (!values.Any(value => each.Matches(new(value))))
                return false;
        }

        return true;
    }
}

/// <summary>A date and time before, after or at the given one.</summary>
/// <param name="Sign">-1 for before, 0 for equal, 1 for after.</param>
internal sealed record DateCompared(int Sign, DateTimeOffset Limit) : ValueMatcher
{
    public override string Expected => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"a date {(Sign < 0 ? "before" : Sign > 0 ? "after" : "equal to")} {Limit:O}");

    public override bool Matches(Subject subject) => TryParse(subject.Text, out var date) && Math.Sign(date.CompareTo(Limit)) == Sign;

    /// <summary>Parses ISO 8601; a date without a time is its first second in UTC.</summary>
    public static bool TryParse(string? text, out DateTimeOffset date) => DateTimeOffset.TryParseExact(
        text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"],
        System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out date);
}
