using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>Parses JSONPath (RFC 9535). Unknown syntax is an error.</summary>
internal static class JsonPathParser
{
    /// <param name="problem">What was expected, and at which column; empty if the path is valid.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPath? path, out string problem)
    {
        var reader = new PathText(text);
        path = null;
        try
        {
            if (!reader.Take("$"))
                throw new PathSyntaxException("'$'");
            path = new(true, Segments(reader, 0));
            if (!reader.IsAtEnd)
                throw new PathSyntaxException(reader.Next == '-' ? "['…'] around a name with '-'" : "'.name', '[…]' or the end");
            problem = "";
            return true;
        }
        catch (PathSyntaxException e)
        {
            path = null;
            problem = string.Create(
                CultureInfo.InvariantCulture, $"a valid JSONPath (RFC 9535), with {e.Message} at column {reader.Column}");
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
        {
            return start is { } index
                ? new PathSelector.Index(index) : throw new PathSyntaxException("a quoted name, an index, a slice, '*' or '?'");
        }

        text.SkipBlanks();
        var end = text.Integer();
        if (!text.TakeAfterBlanks(":"))
            return new PathSelector.Slice(start, end, 1);
        text.SkipBlanks();
        return new PathSelector.Slice(start, end, text.Integer() ?? 1);
    }
}

/// <summary>A syntax error; only used within the parser.</summary>
/// <param name="expected">What the parser expected.</param>
internal sealed class PathSyntaxException(string expected) : Exception(expected);
