using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>Text to JSONPath, as RFC 9535 writes it: what it does not know is refused, not passed over.</summary>
public static class JsonPathParser
{
    /// <param name="problem">What is wrong, and where; empty where nothing is.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPath? path, out string problem)
    {
        var reader = new PathText(text);
        path = null;
        try
        {
            if (!reader.Take("$"))
                throw new PathSyntaxException("'$' at its start");
            path = new(true, Segments(reader, 0));
            if (!reader.IsAtEnd)
                throw new PathSyntaxException("'.name', '[…]' or its end");
            problem = "";
            return true;
        }
        catch (PathSyntaxException e)
        {
            path = null;
            problem = string.Create(CultureInfo.InvariantCulture, $"a JSONPath of RFC 9535; this one should have {e.Message} in column {reader.Column}");
            return false;
        }
    }

    internal static ValueList<PathSegment> Segments(PathText text, int depth)
    {
        var segments = new List<PathSegment>();
        while (Segment(text, depth) is { } segment)
            segments.Add(segment);
        return segments.ToValueList();
    }

    private static PathSegment? Segment(PathText text, int depth)
    {
        if (!text.SkipBlanksBefore('.', '['))
            return null;
        if (text.Take(".."))
            return new(true, text.IsNext("[") ? Bracketed(text, depth) : [Dotted(text)]);
        return text.Take(".") ? new(false, [Dotted(text)]) : new(false, Bracketed(text, depth));
    }

    private static PathSelector Dotted(PathText text)
    {
        if (text.Take("*"))
            return new PathSelector.Wildcard();
        return text.ShortName() is { } name ? new PathSelector.Name(name) : throw new PathSyntaxException("a name or '*'");
    }

    private static ValueList<PathSelector> Bracketed(PathText text, int depth)
    {
        text.Take("[");
        var selectors = new List<PathSelector>();
        do
            selectors.Add(Selector(text, depth));
        while (text.TakeAfterBlanks(","));
        return text.TakeAfterBlanks("]") ? selectors.ToValueList() : throw new PathSyntaxException("',' or ']'");
    }

    private static PathSelector Selector(PathText text, int depth)
    {
        text.SkipBlanks();
        if (text.Take("*"))
            return new PathSelector.Wildcard();
        if (text.Take("?"))
            return new PathSelector.Filter(PathFilterParser.Test(text, depth));
        if (text.Quoted() is { } name)
            return new PathSelector.Name(name);
        var start = text.Integer();
        if (!text.TakeAfterBlanks(":"))
            return start is { } index ? new PathSelector.Index(index) : throw new PathSyntaxException("a name in quotes, a number, a slice, '*' or '?'");
        text.SkipBlanks();
        var end = text.Integer();
        if (!text.TakeAfterBlanks(":"))
            return new PathSelector.Slice(start, end, 1);
        text.SkipBlanks();
        return new PathSelector.Slice(start, end, text.Integer() ?? 1);
    }
}

/// <summary>Thrown and caught inside of the parser only.</summary>
/// <param name="expected">What should stand there.</param>
internal sealed class PathSyntaxException(string expected) : Exception(expected);
