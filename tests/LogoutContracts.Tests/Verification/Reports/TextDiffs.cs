using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Reports.Wording;

namespace LogoutContracts.Tests.Verification.Reports;

public sealed class TextDiffs
{
    [TestCase("401", "200", "[401]", "[200]")]
    [TestCase("same", "same", "same", "same")]
    [TestCase("", "x", "", "[x]")]
    [TestCase("a b c", "a x c", "a [b] c", "a [x] c")]
    [TestCase("a b c d", "a x y d", "a [b c] d", "a [x y] d")]
    [TestCase("no-cache, private", "no-cache", "no-cache[, private]", "no-cache")]
    [TestCase("{\n  \"a\": 1\n}", "{\n  \"a\": 2\n}", "{\n  \"a\": [1]\n}", "{\n  \"a\": [2]\n}")]
    public void What_only_one_text_has_is_marked(string expected, string actual, string markedExpected, string markedActual)
    {
        var diff = TextDiff.Of(expected, actual);
        Marked(diff.Expected).Should().Be(markedExpected);
        Marked(diff.Actual).Should().Be(markedActual);
    }

    [Test]
    public void The_pieces_are_the_texts_and_what_is_common_is_equal() => Prop.ForAll(Texts, Texts, (expected, actual) =>
    {
        var diff = TextDiff.Of(expected, actual);
        return Same(Whole(diff.Expected), expected) && Same(Whole(diff.Actual), actual)
            && (!Same(expected, actual) || !diff.Expected.Concat(diff.Actual).Any(piece => piece.Differs));
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Long_texts_are_compared_by_lines()
    {
        var lines = Enumerable.Range(0, 900).Select(i => $"line {i} of many").ToList();
        var diff = TextDiff.Of(string.Join('\n', lines), string.Join('\n', lines.Where((_, i) => i is not (100 or 700))));
        diff.Expected.Where(piece => piece.Differs).Select(piece => piece.Text).Should().Equal("line 100 of many\n", "line 700 of many\n");
    }

    [Test]
    public void Texts_of_nothing_in_common_are_no_problem_however_long_they_are()
    {
        var diff = TextDiff.Of(string.Concat(Enumerable.Repeat("a\n", 8_000)), string.Concat(Enumerable.Repeat("b\n", 8_000)));
        diff.Expected.Should().ContainSingle(piece => piece.Differs);
    }

    private static Arbitrary<string> Texts => Gen.Elements("a", "b", "-", " ", "  ", "\n", "{", "\U0001F600", "\ud800")
        .ListOf().Select(parts => string.Concat(parts)).ToArbitrary();

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static string Whole(ValueList<DiffPiece> pieces) => string.Concat(pieces.Select(piece => piece.Text));

    private static string Marked(ValueList<DiffPiece> pieces) =>
        string.Concat(pieces.Select(piece => piece.Differs ? $"[{piece.Text}]" : piece.Text));
}
