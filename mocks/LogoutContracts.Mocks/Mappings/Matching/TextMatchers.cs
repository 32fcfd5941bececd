namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>Equal to a text.</summary>
internal sealed record EqualTo(string Value, bool IgnoreCase = false) : ValueMatcher
{
    public override string Expected => $"'{Value}'";

    public override bool Matches(Subject subject) =>
        string.Equals(subject.Text, Value, IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}

/// <summary>Contains a text.</summary>
internal sealed record Containing(string Part) : ValueMatcher
{
    public override string Expected => $"a text with '{Part}'";

    public override bool Matches(Subject subject) => subject.Text?.Contains(Part, StringComparison.Ordinal) is true;
}

/// <summary>Matches a regular expression.</summary>
internal sealed record PatternMatch(TextPattern Pattern) : ValueMatcher
{
    public override string Expected => $"a match of '{Pattern.Source}'";

    public override bool Matches(Subject subject) => subject.Text is { } text && Pattern.IsMatch(text);
}

/// <summary>Not in the request.</summary>
internal sealed record Missing : ValueMatcher
{
    public override string Expected => "nothing";

    public override bool Matches(Subject subject) => subject.IsAbsent;
}

/// <summary>Anything, or nothing.</summary>
internal sealed record Anything : ValueMatcher
{
    public override string Expected => "anything";

    public override bool Matches(Subject subject) => true;
}

/// <summary>In the request, and not an empty text.</summary>
internal sealed record NotEmpty : ValueMatcher
{
    public override string Expected => "a text that is not empty";

    public override bool Matches(Subject subject) => !string.IsNullOrEmpty(subject.Text);
}

/// <summary>Has the given bytes.</summary>
internal sealed record EqualBytes(ReadOnlyMemory<byte> Value) : ValueMatcher
{
    public override string Expected => string.Create(null, $"the given {Value.Length} bytes");

    public override bool Matches(Subject subject) => subject.Bytes.Span.SequenceEqual(Value.Span);

    public bool Equals(EqualBytes? other) => other is not null && Value.Span.SequenceEqual(other.Value.Span);

    public override int GetHashCode() => Value.Length;
}
