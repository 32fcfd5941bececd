using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Drift.Readers.Html;
using LogoutContracts.Drift.Readers.Rst;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Readers;

/// <summary>Reads pages in Markdown, HTML and reStructuredText.</summary>
public static class PageReader
{
    private const int MaxBytes = 4 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="name">The name of the file, for messages and, by its extension, for the format.</param>
    /// <param name="format">Null: from the name or, if that does not tell, from the text.</param>
    /// <exception cref="UnreadablePageException">It is not a text in UTF-8, has no text, or is too large or nested too deeply.</exception>
    public static DocumentPage Read(string name, ReadOnlyMemory<byte> utf8, PageFormat? format = null)
    {
        if (utf8.Length > MaxBytes)
            throw new UnreadablePageException(string.Create(
                CultureInfo.InvariantCulture, $"it has {utf8.Length:N0} bytes; expected a page of at most {MaxBytes:N0} bytes"));
        var text = TextOf(utf8.Span);
        var chosen = format ?? FormatDetection.Of(name, text);
        var blocks = BlocksOf(text, chosen).ToValueList();
        if (!blocks.Any(block => block.Kind is not BlockKind.Include))
            throw new UnreadablePageException("it has no text; expected a page of documentation");
        var lines = text.TrimEnd('\n').Count(c => c == '\n') + 1;
        return new(name, chosen, lines, Convert.ToHexStringLower(SHA256.HashData(utf8.Span)), blocks);
    }

    private static IReadOnlyList<PageBlock> BlocksOf(string text, PageFormat format)
    {
        try
        {
            return format switch
            {
                PageFormat.Html => HtmlReader.Read(text, 1),
                PageFormat.ReStructuredText => RstReader.Read(text),
                _ => MarkdownReader.Read(text),
            };
        }
        catch (ArgumentException e) when (e.Message.Contains("nested", StringComparison.OrdinalIgnoreCase))
        {
            // Markdig's limit.
            throw new UnreadablePageException("its lists or quotes are nested too deeply; expected a page of documentation");
        }
    }

    private static string TextOf(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var text = Strict.GetString(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
            return text.Contains('\0', StringComparison.Ordinal)
                ? throw new UnreadablePageException("it is not a text; expected Markdown, HTML or reStructuredText")
                : text.ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException e)
        {
            throw new UnreadablePageException(string.Create(
                CultureInfo.InvariantCulture,
                $"the byte at offset {e.Index} is not valid UTF-8; expected a text in UTF-8, so convert it first"));
        }
    }
}
