using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Diagnostics;

/// <summary>The result of parsing a file: either a value or diagnostics.</summary>
public sealed record Parsed<T>
    where T : class
{
    private Parsed(T? value, ValueList<Diagnostic> diagnostics)
    {
        Value = value;
        Diagnostics = diagnostics;
    }

    /// <summary>The value, or null if there are diagnostics.</summary>
    public T? Value { get; }

    /// <summary>All problems, sorted by file and position; empty if there is a value.</summary>
    public ValueList<Diagnostic> Diagnostics { get; }

    /// <summary>A successful result.</summary>
    public static Parsed<T> Of(T value) => new(value, []);

    /// <summary>A failed result; sorts the diagnostics and removes duplicates.</summary>
    /// <exception cref="ArgumentException">There are no diagnostics.</exception>
    public static Parsed<T> Failed(IEnumerable<Diagnostic> diagnostics)
    {
        var ordered = diagnostics.Distinct().OrderBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.At.Line).ThenBy(d => d.At.Column)
            .ThenBy(d => d.Rule, StringComparer.Ordinal).ToValueList();
        return ordered.Count > 0
            ? new(null, ordered) : throw new ArgumentException("A failed result needs at least one diagnostic.", nameof(diagnostics));
    }

    /// <summary>The value; throws if there is none.</summary>
    /// <exception cref="InvalidSpecException">There are diagnostics.</exception>
    public T Require() => Value ?? throw new InvalidSpecException(Diagnostics);
}

/// <summary>Thrown by <see cref="Parsed{T}.Require"/>; the message lists all diagnostics.</summary>
public sealed class InvalidSpecException(ValueList<Diagnostic> diagnostics)
    : Exception(string.Join(Environment.NewLine, diagnostics))
{
    public ValueList<Diagnostic> Diagnostics { get; } = diagnostics;
}
