using System.Globalization;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Templates;

/// <summary>Parses templates. What they cannot do here is an error, so that nothing is left out silently.</summary>
internal sealed class TemplateParser
{
    private const int MaxDepth = 32;

    private static readonly string[] Roots = ["request", "parameters"];
    private static readonly string[] Blocks = ["if", "unless", "each", "with"];

    private readonly string text;
    private readonly List<string> locals = [];
    private int at;
    private int openContexts;
    private int openCalls;

    private TemplateParser(string text) => this.text = text;

    /// <param name="problem">What was found, and where; empty if the template is valid.</param>
    public static ValueList<TemplateNode>? Parse(string text, out string problem)
    {
        var parser = new TemplateParser(text);
        try
        {
            var nodes = parser.Nodes(null, 0, out _);
            problem = "";
            return nodes;
        }
        catch (TemplateSyntaxException e)
        {
            problem = e.Message;
            return null;
        }
    }

    /// <param name="block">The block that the nodes are in; null outside blocks.</param>
    /// <param name="endedByElse">Whether "else" ended the nodes, and not the end of the block.</param>
    private ValueList<TemplateNode> Nodes(string? block, int depth, out bool endedByElse)
    {
        if (depth > MaxDepth)
            throw Error("too many nested blocks", at);
        var nodes = new List<TemplateNode>();
        endedByElse = false;
        while (at < text.Length)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
                break;
            var isEscaped = open > at && text[open - 1] == '\\';
            Add(nodes, text[at..(isEscaped ? open - 1 : open)]);
            if (isEscaped)
            {
                Add(nodes, "{{");
                at = open + 2;
                continue;
            }

            var tag = ReadTag(open);
            if (tag.TrimsBefore && nodes is [.., TemplateNode.Literal last])
                nodes[^1] = new TemplateNode.Literal(last.Text.TrimEnd());
            switch (tag.Kind)
            {
                case '!':
                    break;
                case '#':
                    nodes.Add(Block(tag, depth));
                    break;
                case '/':
                    if (block is null || !string.Equals(tag.Text.Trim(), block, StringComparison.Ordinal))
                        throw Error($"'{{{{/{tag.Text.Trim()}}}}}', which closes {(block is null ? "no block" : $"'{block}'")}", open);
                    return nodes.ToValueList();
                case 'e':
                    if (block is null)
                        throw Error("'{{else}}' outside a block", open);
                    endedByElse = true;
                    return nodes.ToValueList();
                case '>' or '*':
                    throw Error("a partial or decorator, which is not supported", open);
                default:
                    nodes.Add(new TemplateNode.Output(Expression(new(tag.Text, open), isWhole: true)));
                    break;
            }
        }

        if (block is not null)
            throw Error($"no '{{{{/{block}}}}}'", text.Length);
        Add(nodes, text[at..]);
        at = text.Length;
        return nodes.ToValueList();
    }

    private TemplateNode.Block Block(Tag tag, int depth)
    {
        var words = new TemplateWords(tag.Text, tag.At);
        var name = words.Word() ?? throw Error("a block without a name", tag.At);
        var (value, isContext) = (default(TemplateExpression)!, name is "each" or "with");
        if (Blocks.Contains(name, StringComparer.Ordinal))
        {
            value = Argument(words) ?? throw Error($"'{name}' without a value", tag.At);
        }
        else if (TemplateHelpers.All.TryGetValue(name, out var helper))
        {
            value = Call(helper, words);
        }
        else
        {
            throw Error($"an unknown block '{name}'; known: {string.Join(", ", Blocks.Concat(TemplateHelpers.All.Keys))}", tag.At);
        }

        var named = words.Locals();
        if (!words.IsAtEnd)
            throw Error($"more than one value for '{name}'", tag.At);
        locals.AddRange(named);
        openContexts += isContext ? 1 : 0;
        var body = Nodes(name, depth + 1, out var hasElse);
        openContexts -= isContext ? 1 : 0;
        locals.RemoveRange(locals.Count - named.Count, named.Count);
        var otherwise = hasElse ? Nodes(name, depth + 1, out var again) : [];
        return new(name, value, named.ToValueList(), body, otherwise);
    }

    private TemplateExpression Expression(TemplateWords words, bool isWhole)
    {
        if (words.TryConstant(out var constant))
            return new TemplateExpression.Constant(constant);
        var start = words.Position;
        var name = words.Word() ?? throw Error("an empty expression", start);
        if (TemplateHelpers.All.TryGetValue(name, out var helper))
            return Call(helper, words, mustEnd: isWhole);
        if (words.IsAtEnd || !isWhole)
            return Name(name, start);
        throw Error($"an unknown helper '{name}'; known: {string.Join(", ", TemplateHelpers.All.Keys)}", start);
    }

    private TemplateExpression.Call Call(TemplateHelper helper, TemplateWords words, bool mustEnd = false)
    {
        var start = words.Position;
        var arguments = new List<TemplateExpression>();
        var named = new List<(string Name, TemplateExpression Value)>();
        while (!words.IsAtEnd && !words.IsAtLocals)
        {
            if (words.Key() is not { } key)
                arguments.Add(Argument(words)!);
            else if (named.Exists(known => string.Equals(known.Name, key, StringComparison.Ordinal)))
                throw Error($"'{key}=' twice", start);
            else if (helper.Options.Contains(key, StringComparer.Ordinal))
                named.Add((key, Argument(words) ?? throw Error($"'{key}=' without a value", start)));
            else
                throw Error($"an unknown option '{key}' of '{helper.Name}'; known: {string.Join(", ", helper.Options)}", start);
        }

        if (mustEnd && !words.IsAtEnd)
            throw Error("'as' outside a block", start);
        if (arguments.Count < helper.Least || arguments.Count > helper.Most)
        {
            throw Error(
                string.Create(CultureInfo.InvariantCulture, $"'{helper.Name}' with {arguments.Count} values; it needs {helper.Least}"),
                start);
        }

        var constants = new HelperCall(
            null!, [.. arguments.Select(Constant)],
            named.Where(pair => pair.Value is TemplateExpression.Constant)
                .ToDictionary(pair => pair.Name, pair => Constant(pair.Value), StringComparer.Ordinal));
        if (helper.Check?.Invoke(constants) is { } problem)
            throw Error($"a wrong value of '{helper.Name}'; expected {problem}", start);
        return new(helper, arguments.ToValueList(), named.ToValueList());

        static object? Constant(TemplateExpression value) => (value as TemplateExpression.Constant)?.Value;
    }

    private TemplateExpression? Argument(TemplateWords words)
    {
        var start = words.Position;
        if (words.Parenthesized() is { } inner)
        {
            if (++openCalls > MaxDepth)
                throw Error("too many nested parentheses", start);
            var nested = Expression(inner, isWhole: true);
            openCalls--;
            return nested;
        }

        if (words.TryConstant(out var constant))
            return new TemplateExpression.Constant(constant);
        return words.Word() is { } name ? Name(name, start) : null;
    }

    private TemplateExpression.Name Name(string path, int start)
    {
        var up = 0;
        for (; path.StartsWith("../", StringComparison.Ordinal); path = path[3..])
            up++;
        var segments = TemplateWords.SegmentsOf(path) ?? throw Error($"'{path}', which is not a name", start);
        if (segments is ["this" or ".", .. var rest])
            segments = rest;
        else if (up == 0 && openContexts == 0 && !IsKnown(segments[0]))
            throw Error($"an unknown name '{segments[0]}'; known: {string.Join(", ", Roots.Concat(locals))}, or a helper", start);
        if (segments is ["request", var member, ..] && up == 0 && !RequestModel.Names.Contains(member, StringComparer.Ordinal))
            throw Error($"an unknown name 'request.{member}'; known: {string.Join(", ", RequestModel.Names)}", start);
        return new(up, segments.ToValueList());
    }

    private bool IsKnown(string root) => Roots.Contains(root, StringComparer.Ordinal) || locals.Contains(root) || root is ['@', ..];

    private Tag ReadTag(int open)
    {
        if (text.AsSpan(open).StartsWith("{{!--"))
            return End(open, open + 5, "--}}", '!');
        if (text.AsSpan(open).StartsWith("{{{{"))
            throw Error("a raw block, which is not supported", open);
        var isTriple = text.AsSpan(open).StartsWith("{{{");
        return End(open, open + (isTriple ? 3 : 2), isTriple ? "}}}" : "}}", '\0');
    }

    private Tag End(int open, int start, string close, char kind)
    {
        var end = TemplateWords.EndOf(text, start, close);
        if (end < 0)
            throw Error($"a tag without '{close}'", open);
        at = end + close.Length;
        var content = text[start..end];
        var trimsBefore = content.StartsWith('~');
        content = content[(trimsBefore ? 1 : 0)..];
        if (content.EndsWith('~'))
        {
            content = content[..^1];
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
        }

        content = content.Trim();
        if (kind == '!')
            return new(kind, "", open, trimsBefore);
        if (content is "else" or "^")
            return new('e', "", open, trimsBefore);
        return content is [('!' or '#' or '/' or '>' or '*' or '&') and var sign, .. var rest]
            ? new(sign, rest, open, trimsBefore) : new('\0', content, open, trimsBefore);
    }

    private static void Add(List<TemplateNode> nodes, string literal)
    {
        if (literal.Length > 0)
            nodes.Add(new TemplateNode.Literal(literal));
    }

    private static TemplateSyntaxException Error(string found, int position) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{found}, at character {position + 1} of the text"));

    /// <param name="Kind">'#', '/', '!', '>', 'e' for "else", or '\0' for a value.</param>
    private readonly record struct Tag(char Kind, string Text, int At, bool TrimsBefore);
}

/// <summary>A syntax error; only used within the parser.</summary>
internal sealed class TemplateSyntaxException(string found) : Exception(found);
