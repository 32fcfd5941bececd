using System.Buffers;
using System.Text;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LogoutContracts.Specs.Yaml;

/// <summary>
/// Parses YAML into nodes. Works on the parser's events instead of its object graph, so that it can report all duplicate keys and anchors
/// at once, and knows how much an alias adds before it expands it.
/// </summary>
internal sealed class YamlComposer
{
    private const int MaxDepth = 64;

    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(IsForbiddenControl), '\uFFFE', '\uFFFF']);

    private readonly DiagnosticList problems;
    private readonly YamlProfile profile;
    private readonly Anchors anchors;

    private YamlComposer(YamlProfile profile, DiagnosticList problems)
    {
        this.problems = problems;
        this.profile = profile;
        anchors = new(MaxDepth, problems);
    }

    /// <param name="profile">What the file may contain; null for <see cref="YamlProfile.Strict"/>.</param>
    /// <returns>The root node, or null if there are errors, which are added to <paramref name="problems"/>.</returns>
    public static Node? Compose(ReadOnlySpan<byte> utf8, DiagnosticList problems, YamlProfile? profile = null)
    {
        profile ??= YamlProfile.Strict;
        if (utf8.Length > profile.MaxLength)
        {
            problems.TooLarge(utf8.Length, profile.MaxLength);
            return null;
        }

        if (!TryDecode(utf8, problems, out var text) || !IsPrintable(text, problems))
            return null;
        var parser = new Parser(new StringReader(text));
        try
        {
            var node = new YamlComposer(profile, problems).Document(parser);
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
        catch (Anchors.ExpansionException)
        {
            // Already reported.
        }
        catch (InvalidOperationException)
        {
            // The scanner throws this, without a position, if the file ends inside brackets. Use the end of the last token instead.
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

    /// <summary>The multi-line quoted string that starts or ends on this line, or null.</summary>
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
            // The scanner fails where the parser did.
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

    private static bool IsForbiddenControl(char c) => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085');

    /// <summary>YAML does not allow control characters, and the parser would treat a NUL as the end of the file.</summary>
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

    private Position PositionOf(Mark mark) => new((int)mark.Line, (int)mark.Column) { File = profile.File };

    private Node Node(IParser parser, int depth)
    {
        var at = PositionOf(parser.Current!.Start);
        if (depth > MaxDepth)
            throw new TooDeepException(at);
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (profile.AllowsAliases)
                return anchors.Expand(at, alias.Value.Value, depth);
            problems.Alias(at, alias.Value.Value);
            return new ScalarNode(at, "", ScalarKind.Null);
        }

        if (parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
            problems.Tag(at, tagged.Tag.Value);
        if (parser.Current is not NodeEvent { Anchor.IsEmpty: false } anchored)
            return Content(parser, at, depth);
        if (!profile.AllowsAliases)
            problems.Anchor(at, anchored.Anchor.Value);
        var node = Content(parser, at, depth);
        anchors.Define(anchored.Anchor.Value, node);
        return node;
    }

    private Node Content(IParser parser, Position at, int depth)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var kind = scalar.Style == ScalarStyle.Plain ? CoreSchema.KindOf(scalar.Value) : ScalarKind.String;
            return new ScalarNode(at, scalar.Value, kind);
        }

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
        var merged = new List<Node>();
        var firsts = new Dictionary<string, Position>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var isMerge = profile.AllowsAliases && parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            var key = Node(parser, depth + 1);
            var value = Node(parser, depth + 1);
            if (isMerge)
                merged.Add(value);
            else if (key is not ScalarNode { Text: var name })
                problems.KeyIsNoText(key.At);
            else if (!firsts.TryAdd(name, key.At))
                problems.DuplicateKey(key.At, name, firsts[name]);
            else
                entries.Add(new(key.At, name, value));
        }

        foreach (var entry in merged.SelectMany(MergedEntries).Where(entry => firsts.TryAdd(entry.Key, entry.At)))
            entries.Add(entry);
        return new(at, entries.ToValueList());
    }

    /// <summary>The entries that the merge key <c>&lt;&lt;</c> adds. It is from YAML 1.1, but in use.</summary>
    private IEnumerable<Entry> MergedEntries(Node value)
    {
        foreach (var item in value is ListNode list ? list.Items : [value])
        {
            if (item is not MapNode)
                problems.MergeOfNoMap(item.At);
            foreach (var entry in (item as MapNode)?.Entries ?? [])
                yield return entry;
        }
    }

    /// <summary>Aborts composing from any depth.</summary>
    private sealed class TooDeepException(Position at) : Exception
    {
        public Position At => at;
    }
}
