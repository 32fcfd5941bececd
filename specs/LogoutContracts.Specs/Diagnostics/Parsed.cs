using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Diagnostics;

/// <summary>What reading a text gave: a value, or the diagnostics that say why there is none; never both, never neither.</summary>
public sealed record Parsed<T>
    where T : class
{
    private Parsed(T? value, ValueList<Diagnostic> diagnostics)
    {
        Value = value;
        Diagnostics = diagnostics;
    }

    /// <summary>The value; null exactly when there are diagnostics.</summary>
    public T? Value { get; }

    /// <summary>All problems that were found, in the order of the file.</summary>
    public ValueList<Diagnostic> Diagnostics { get; }

    public static Parsed<T> Of(T value) => new(value, []);

    /// <exception cref="ArgumentException">There is no diagnostic.</exception>
    public static Parsed<T> Failed(IEnumerable<Diagnostic> diagnostics)
    {
        var ordered = diagnostics.Distinct().OrderBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.At.Line).ThenBy(d => d.At.Column)
            .ThenBy(d => d.Rule, StringComparer.Ordinal).ToValueList();
        return ordered.Count > 0 ? new(null, ordered) : throw new ArgumentException("A failed reading needs a diagnostic.", nameof(diagnostics));
    }

    /// <exception cref="InvalidSpecException">There is no value.</exception>
    public T Require() => Value ?? throw new InvalidSpecException(Diagnostics);
}

/// <summary>For callers that cannot go on without the value, such as a test that serves a built-in contract.</summary>
public sealed class InvalidSpecException(ValueList<Diagnostic> diagnostics) : Exception(string.Join(Environment.NewLine, diagnostics))
{
    public ValueList<Diagnostic> Diagnostics { get; } = diagnostics;
}
