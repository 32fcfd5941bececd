using System.Text;
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

        if (!TryDecode(utf8, problems, out var text))
            return null;
        try
        {
            var node = new YamlComposer(problems).Document(new Parser(new StringReader(text)));
            return problems.Any ? null : node;
        }
        catch (YamlException e)
        {
            problems.Syntax(At(e.Start), e.InnerException?.Message ?? e.Message);
            return null;
        }
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
        while (Rune.DecodeFromUtf8(utf8[good..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
            good += consumed;
        var before = utf8[..good];
        var line = before.Count((byte)'\n') + 1;
        problems.NotUtf8(new(line, good - before.LastIndexOf((byte)'\n')), utf8[good]);
        return false;
    }

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
            throw new YamlException(parser.Current.Start, parser.Current.End, $"nested more than {MaxDepth} levels deep");
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            problems.Alias(at, alias.Value.Value);
            return new ScalarNode(at, "", ScalarKind.Null);
        }

        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
            problems.Anchor(at, anchored.Anchor.Value);
        if (parser.Current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } } tagged)
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
}
