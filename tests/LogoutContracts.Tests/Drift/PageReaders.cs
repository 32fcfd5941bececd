using System.Text;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Drift.Readers;

namespace LogoutContracts.Tests.Drift;

/// <summary>The parts of pages in the three formats.</summary>
public sealed class PageReaders
{
    [TestCase("# A\n\nText `b` and\n**c**.", "1 Heading A", "3 Prose Text b and c.", "3 Code b", "4 Title c")]
    [TestCase("A\n===\n\n```json\n{ }\n```", "1 Heading A", "5 CodeBlock { }")]
    [TestCase("| N | `t` |\n| - | - |\n| `x` | y |", "1 ColumnTitle N", "1 Code t", "1 ColumnTitle t", "3 Code x", "3 Cell x", "3 Cell y")]
    [TestCase("{% tab title=\"A b\" %}\n{% swagger method=\"get\" path=\"/x\" %}\n{% include \"./y.md\" %}",
        "1 Tag A b", "1 Title A b", "2 Tag get /x", "3 Tag ", "3 Include ./y.md")]
    [TestCase("<h2>A</h2>\n<table><tr><th>B</th></tr>\n<tr><td><code>c</code></td></tr></table>",
        "1 Heading A", "2 ColumnTitle B", "3 Code c", "3 Cell c")]
    [TestCase("A <b>strong</b> word,\nand more.", "1 Prose A strong word, and more.", "1 Title strong", "1 Prose A strong word, and more.")]
    [TestCase("> Example response (204):\n\n    code",
        "1 Prose Example response (204):", "1 Title Example response (204):", "3 CodeBlock code")]
    public void Of_markdown(string text, params string[] blocks) => Blocks("page.md", text).Should().BeEquivalentTo(blocks);

    [TestCase("<h1>A</h1>\n<p>b\n<code>c</code></p>", "1 Heading A", "2 Prose b c", "3 Code c")]
    [TestCase("<pre class=\"highlight json\">\n{\n}</pre>", "2 CodeBlock { }")]
    [TestCase("<nav>x</nav><script>y</script><div>z</div>", "1 Prose z", "1 Title z")]
    [TestCase("<iframe src=\"a.html\"></iframe><redoc spec-url=\"b.yaml\"></redoc><h1>c</h1>",
        "1 Heading c", "1 Include a.html", "1 Include b.yaml")]
    [TestCase("<dl><dt>A</dt><dd>b &amp; c.</dd></dl>", "1 Title A", "1 Prose b & c.")]
    public void Of_html(string text, params string[] blocks) => Blocks("page.html", text).Should().BeEquivalentTo(blocks);

    [TestCase("=\nA\n=\n\nB\n---\n\nC", "1 Prose = A =", "5 Heading B", "8 Prose C", "8 Title C")]
    [TestCase("===\nA\n===\n\nB\n---\n\nText.\n\n----\n\nC\n----", "2 Heading A", "5 Heading B", "8 Prose Text.", "12 Heading C")]
    [TestCase("A ``b`` and\n**c** `d <http://e>`__.", "1 Code b", "1 Prose A b and c d.", "2 Title c")]
    [TestCase("+---+---+\n| N | M |\n+===+===+\n| x | y |\n|   | z |\n+---+---+",
        "2 ColumnTitle N", "2 ColumnTitle M", "4 Cell x", "4 Cell y z")]
    [TestCase("+---+---+\n|| ``a``|| b |\n+---+---+", "2 Code a", "2 Cell a", "2 Cell b")]
    [TestCase("== ==\nN  M\n== ==\nx  y\n   z\nu  v\n== ==\n\nText.",
        "2 ColumnTitle N", "2 ColumnTitle M", "4 Cell x", "4 Cell y z", "6 Cell u", "6 Cell v", "9 Prose Text.")]
    [TestCase(".. list-table::\n   :header-rows: 1\n\n   * - N\n     - M\n   * - x\n     - y",
        "4 ColumnTitle N", "5 ColumnTitle M", "6 Cell x", "7 Cell y")]
    [TestCase(".. include:: /a.rst\n.. code-block:: json\n   :linenos:\n\n   { }\n\nText::\n\n  code",
        "1 Include /a.rst", "5 CodeBlock { }", "7 Prose Text::", "7 Title Text::", "9 CodeBlock code")]
    [TestCase(".. http:post:: /logout\n\n   Ends it.\n\n   :reqheader X-Token: The token\n   :statuscode 204: Done",
        "1 Tag post /logout", "3 Prose Ends it.", "5 Tag header X-Token", "6 Tag 204",
        "5 Prose :reqheader X-Token: The token :statuscode 204: Done")]
    [TestCase(".. A comment\n   goes on\n.. _target:\n\n.. note:: Text.\n\n   * **a** b.", "5 Prose Text.", "7 Title a", "7 Prose a b.")]
    public void Of_restructuredtext(string text, params string[] blocks) => Blocks("page.rst", text).Should().BeEquivalentTo(blocks);

    [TestCase("page.rst", "# a", PageFormat.ReStructuredText)]
    [TestCase("page.txt", "# a\n\n```\nb\n```", PageFormat.Markdown)]
    [TestCase("page", "A\n===\n\n.. include:: b", PageFormat.ReStructuredText)]
    [TestCase("page", "\n<!DOCTYPE html><p>a", PageFormat.Html)]
    [TestCase("standard input", "Only a sentence.", PageFormat.Markdown)]
    public void A_format_follows_from_the_name_or_the_text(string name, string text, PageFormat format) =>
        PageReader.Read(name, Encoding.UTF8.GetBytes(text)).Format.Should().Be(format);

    [TestCase("", "it has no text")]
    [TestCase(" \n\n", "it has no text")]
    [TestCase("<!-- a -->", "it has no text")]
    [TestCase("a\0b", "it is not a text")]
    public void A_page_without_text_cannot_be_read(string text, string message)
    {
        var read = () => PageReader.Read("page.html", Encoding.UTF8.GetBytes(text));
        read.Should().Throw<UnreadablePageException>().WithMessage($"{message}*");
    }

    [Test]
    public void Bytes_that_are_no_text_cannot_be_read()
    {
        var read = () => PageReader.Read("page.md", new byte[] { 0x61, 0xff });
        read.Should().Throw<UnreadablePageException>().WithMessage("the byte at offset 1 is not valid UTF-8*");
        read = () => PageReader.Read("page.md", new byte[5 << 20]);
        read.Should().Throw<UnreadablePageException>().WithMessage("it has 5,242,880 bytes; expected a page of at most 4,194,304 bytes");
        read = () => PageReader.Read("page.md", Encoding.UTF8.GetBytes($"{new string('>', 5_000)} a"));
        read.Should().Throw<UnreadablePageException>().WithMessage("its lists or quotes are nested too deeply*");
    }

    [TestCase("page.html", "<div>")]
    [TestCase("page.html", "<b>")]
    [TestCase("page.html", "<table><tr><td>")]
    [TestCase("page.rst", ".. note::\n   ")]
    [TestCase("page.rst", "+-")]
    public void A_page_may_be_nested_deeply(string name, string part)
    {
        var text = string.Concat(Enumerable.Range(0, 500)
            .Select(i => part.Replace("\n", $"\n{new string(' ', i)}", StringComparison.Ordinal)));
        PageReader.Read(name, Encoding.UTF8.GetBytes($"{text}a word")).Blocks.Should().NotBeEmpty();
    }

    private static IEnumerable<string> Blocks(string name, string text) => PageReader.Read(name, Encoding.UTF8.GetBytes(text)).Blocks
        .Select(block => $"{block.Text.Line} {block.Kind} {OneLine(block.Text.Text)}");

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
