using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Tokens;

namespace LogoutContracts.Specs.Model;

/// <summary>Text with placeholders for session values, such as <c>Bearer {caller.token}</c>.</summary>
public sealed partial record Template
{
    private Template(ValueList<Segment> segments) => Segments = segments;

    public ValueList<Segment> Segments { get; }

    /// <summary>The text as written, with the placeholders in braces.</summary>
    public string Text => Join(value => value.Hole.ToString());

    public IEnumerable<Hole> Holes => Segments.OfType<Segment.Value>().Select(value => value.Hole);

    /// <summary>Whether the text can be the name of a value in a placeholder.</summary>
    public static bool IsName(string text) => NamePattern().IsMatch(text);

    /// <summary>Parses a text. Braces that do not contain a known placeholder are literal text.</summary>
    /// <param name="encoding">How the text encodes the values of its placeholders.</param>
    public static Template Parse(string text, TextEncoding encoding = TextEncoding.None)
    {
        var segments = new List<Segment>();
        var end = 0;
        foreach (Match match in HolePattern().Matches(text))
        {
            if (match.Index > end)
                segments.Add(new Segment.Literal(text[end..match.Index]));
            var role = Enum.Parse<Role>(match.Groups["role"].Value, ignoreCase: true);
            segments.Add(new Segment.Value(new(role, match.Groups["name"].Value), encoding));
            end = match.Index + match.Length;
        }

        if (end < text.Length)
            segments.Add(new Segment.Literal(text[end..]));
        return new(segments.ToValueList());
    }

    /// <summary>The text with each placeholder replaced by its encoded value.</summary>
    public string Render(Func<Hole, string> valueOf) => Join(value => value.Encoding.Encode(valueOf(value.Hole)));

    private string Join(Func<Segment.Value, string> textOf)
    {
        var text = new StringBuilder();
        foreach (var segment in Segments)
            text.Append(segment is Segment.Value value ? textOf(value) : ((Segment.Literal)segment).Text);
        return text.ToString();
    }

    public override string ToString() => Text;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(
        @"\{((?<role>caller|target|other|opened|renewed|fresh|each|limit|keys)\.(?<name>[A-Za-z][A-Za-z0-9_-]*)"
        + @"|(?<role>request)\.(?<name>method|header\.[A-Za-z][A-Za-z0-9-]*))\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex HolePattern();
}

/// <summary>A part of a template.</summary>
public abstract record Segment
{
    private Segment()
    {
    }

    /// <summary>Text without placeholders.</summary>
    public sealed record Literal(string Text) : Segment;

    /// <summary>A placeholder.</summary>
    /// <param name="Encoding">How the text encodes its value.</param>
    public sealed record Value(Hole Hole, TextEncoding Encoding) : Segment;
}

/// <summary>A placeholder for a value of a session, such as <c>{caller.token}</c>, a rate limit or the request.</summary>
/// <param name="Name">
/// The name of a credential, id or value, one of <see cref="LimitValues"/> or <see cref="KeyValues"/>, or a part of the request.
/// </param>
public sealed record Hole(Role Role, string Name)
{
    /// <summary>The name of a placeholder for the request's method.</summary>
    public const string Method = "method";

    private const string HeaderPrefix = "header.";

    /// <summary>The name of the request header whose value the response repeats; null for other placeholders.</summary>
    public string? RequestHeader =>
        Role == Role.Request && Name.StartsWith(HeaderPrefix, StringComparison.Ordinal) ? Name[HeaderPrefix.Length..] : null;

    public override string ToString() => $"{{{Role switch
    {
        Role.Caller => "caller",
        Role.Target => "target",
        Role.Other => "other",
        Role.Opened => "opened",
        Role.Renewed => "renewed",
        Role.Each => "each",
        Role.Limit => "limit",
        Role.Keys => "keys",
        Role.Request => "request",
        _ => "fresh",
    }}.{Name}}}";
}
