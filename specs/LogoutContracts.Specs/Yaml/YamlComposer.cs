using System.Buffers;
using System.Text;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LogoutContracts.Specs.Yaml;

/// <summary>
/// Bytes to nodes. Works on the parser's events, not on its object graph, because there duplicate keys and anchors can be
/// reported all at once and an alias is never expanded.
/// </summary>
internal sealed class YamlComposer
{
    /// <summary>Bytes. A spec that a person reviews is far below it; a bomb is not.</summary>
    public const int MaxLength = 1 << 20;

    private const int MaxDepth = 64;

    private static readonly SearchValues<char> ControlCharacters =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085')), '\uFFFE', '\uFFFF']);

    private readonly DiagnosticList problems;

    private YamlComposer(DiagnosticList problems) => this.problems = problems;

    /// <returns>The document, or null where <paramref name="problems"/> says why not.</returns>
    public static Node? Compose(ReadOnlySpan<byte> utf8, DiagnosticList problems)
    {
        if (utf8.Length > MaxLength)
        {
            problems.TooLarge(utf8.Length, MaxLength);
            return null;
        }

        if (!TryDecode(utf8, problems, out var text) || !IsPrintable(text, problems))
            return null;
        var parser = new Parser(new StringReader(text));
        try
        {
            var node = new YamlComposer(problems).Document(parser);
            return problems.Any ? null : node;
        }
        catch (YamlException e)
        {
            ReportSyntax(At(e.Start), e.InnerException?.Message ?? e.Message, text, problems);
        }
        catch (TooDeepException e)
        {
            problems.TooDeep(e.At, MaxDepth);
        }
        catch (InvalidOperationException)
        {
            // Thrown by the scanner at the end of a file within brackets. It says no place: all that is known is what came before.
            ReportSyntax(At(parser.Current?.End ?? Mark.Empty), "flow mapping", text, problems);
        }

        return null;
    }

    private static void ReportSyntax(Position at, string message, string text, DiagnosticList problems)
    {
        if (QuoteAround(at, text) is var (start, end))
            problems.LateQuote(start, end.Line);
        else
            problems.Syntax(at, message, text.ReplaceLineEndings("\n").Split('\n'));
    }

    /// <summary>The quoted text of several lines that begins or ends in this line, if there is one.</summary>
    private static (Position Start, Position End)? QuoteAround(Position at, string text)
    {
        var scanner = new Scanner(new StringReader(text));
        try
        {
            while (scanner.MoveNext() && scanner.Current is { } token and not YamlDotNet.Core.Tokens.Error && token.Start.Line <= at.Line)
            {
                if (token is YamlDotNet.Core.Tokens.Scalar { Style: ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted } quoted
                    && quoted.Start.Line < quoted.End.Line && (quoted.Start.Line == at.Line || quoted.End.Line == at.Line))
                    return (At(quoted.Start), At(quoted.End));
            }
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            // It gives up where the parser did.
        }

        return null;
    }

    private static bool TryDecode(ReadOnlySpan<byte> utf8, DiagnosticList problems, out string text)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        var valid = System.Text.Unicode.Utf8.IsValid(utf8);
        text = valid ? Encoding.UTF8.GetString(utf8) : "";
        if (valid)
            return true;
        var good = 0;
        while (Rune.DecodeFromUtf8(utf8[good..], out _, out var consumed) == OperationStatus.Done)
            good += consumed;
        problems.NotUtf8(EndOf(Encoding.UTF8.GetString(utf8[..good])), utf8[good]);
        return false;
    }

    /// <summary>YAML has no control characters; worse, the parser takes a NUL for the end of the file.</summary>
    private static bool IsPrintable(string text, DiagnosticList problems)
    {
        var at = text.AsSpan().IndexOfAny(ControlCharacters);
        if (at < 0)
            return true;
        problems.ControlCharacter(EndOf(text[..at]), text[at]);
        return false;
    }

    private static Position EndOf(string text) => new(text.Count(c => c == '\n') + 1, text.Length - text.LastIndexOf('\n'));

    private static Position At(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private Node? Document(IParser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            problems.EmptyFile();
            return null;
        }

        parser.Consume<DocumentStart>();
        var node = Node(parser, 0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            problems.SecondDocument(At(second.Start));
        return node;
    }

    private Node Node(IParser parser, int depth)
    {
        var at = At(parser.Current!.Start);
        if (depth > MaxDepth)
            throw new TooDeepException(at);
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            problems.Alias(at, alias.Value.Value);
            return new ScalarNode(at, "", ScalarKind.Null);
        }

        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
            problems.Anchor(at, anchored.Anchor.Value);
        if (parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
            problems.Tag(at, tagged.Tag.Value);
        if (parser.TryConsume<Scalar>(out var scalar))
            return new ScalarNode(at, scalar.Value, scalar.Style == ScalarStyle.Plain ? CoreSchema.KindOf(scalar.Value) : ScalarKind.String);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<Node>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Node(parser, depth + 1));
            return new ListNode(at, items.ToValueList());
        }

        return Map(parser, at, depth);
    }

    private MapNode Map(IParser parser, Position at, int depth)
    {
        parser.Consume<MappingStart>();
        var entries = new List<Entry>();
        var firsts = new Dictionary<string, Position>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(parser, depth + 1);
            var value = Node(parser, depth + 1);
            if (key is not ScalarNode { Text: var name })
                problems.KeyIsNoText(key.At);
            else if (!firsts.TryAdd(name, key.At))
                problems.DuplicateKey(key.At, name, firsts[name]);
            else
                entries.Add(new(key.At, name, value));
        }

        return new(at, entries.ToValueList());
    }

    /// <summary>Ends composing from any depth.</summary>
    private sealed class TooDeepException(Position at) : Exception
    {
        public Position At => at;
    }
}
