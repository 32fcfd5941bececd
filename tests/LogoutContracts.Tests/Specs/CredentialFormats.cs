using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Specs.Tokens;

namespace LogoutContracts.Tests.Specs;

public sealed class CredentialFormats
{
    private static readonly ConcurrentDictionary<string, Regex> Oracles = new(StringComparer.Ordinal);

    // Few characters and short counts, so that neighbouring elements overlap and generated strings repeat.
    private static readonly Gen<string> Elements =
        from members in Gen.Elements("a", "b", "[ab]", "[a-c]", "[b-]", @"\.", @"[\]a]", "-", "[abc]")
        from count in Gen.Elements("", "", "{1}", "{2}", "{0,1}", "{0,2}", "{1,3}", "{2,2}")
        select members + count;

    private static readonly Gen<string> Patterns = Elements.NonEmptyListOf().Select(e => string.Concat(e.Take(4)));

    private static readonly Gen<string> Texts =
        Gen.Elements('a', 'b', 'c', '-', '.', ']', '\n').ListOf().Select(c => string.Concat(c.Take(8)));

    [TestCase("[A-Za-z0-9_-]{43}", 258.0)]
    [TestCase("[2-9A-HJ-NP-Za-km-z]{17}", 99.16)]
    [TestCase("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", 122.0)]
    [TestCase("abc", 0.0)]
    [TestCase("[ab]{0,2}", 2.807)]
    [TestCase("x{0,3}", 2.0)]
    [TestCase("[aab]", 1.0)]
    [TestCase("[a-z]{4096}", 19253.0)]
    public void Bits_count_the_texts_that_can_be_made(string pattern, double bits) =>
        Parse(pattern).Bits.Should().BeApproximately(bits, 0.05);

    [TestCase("", "an empty format")]
    [TestCase("(ab)", "'(' at index 0")]
    [TestCase("a|b", "'|' at index 1")]
    [TestCase("a*", "'*' at index 1")]
    [TestCase("a+", "'+' at index 1")]
    [TestCase("ab?", "'?' at index 2")]
    [TestCase("a.b", "'.' at index 1")]
    [TestCase("^a", "'^' at index 0")]
    [TestCase("a$", "'$' at index 1")]
    [TestCase("a]", "']' at index 1")]
    [TestCase("{3}", "'{' at index 0")]
    [TestCase("a{2}{3}", "'{' at index 4")]
    [TestCase("a}", "'}' at index 1")]
    [TestCase(@"\d{4}", @"'\d' at index 0")]
    [TestCase(@"[\w]", @"'\w' at index 1")]
    [TestCase(@"ab\", @"a trailing '\'")]
    [TestCase("[^a]", "'^' at index 1")]
    [TestCase("[]", "an empty class at index 0")]
    [TestCase("x[abc", "an unclosed class at index 1")]
    [TestCase("[a-", "an unclosed class at index 0")]
    [TestCase("[z-a]", "the reversed range z-a before index 4")]
    [TestCase("[a-z-[aeiou]]", "'[' at index 5")]
    [TestCase("[a-[]", "'[' at index 3")]
    [TestCase("a{3,1}", "{3,1} at index 1")]
    [TestCase("a{0}", "{0} at index 1")]
    [TestCase("a{,2}", "{,2} at index 1")]
    [TestCase("a{2,}", "{2,} at index 1")]
    [TestCase("a{1,2,3}", "{1,2,3} at index 1")]
    [TestCase("a{ 2}", "{ 2} at index 1")]
    [TestCase("a{2", "{2 at index 1")]
    [TestCase("a{99999999999}", "{99999999999} at index 1")]
    [TestCase("a{4096}b", "strings longer than 4096 characters")]
    [TestCase("é", "'U+00E9' at index 0")]
    [TestCase("[a-é]", "'U+00E9' at index 3")]
    [TestCase("a\n", "'U+000A' at index 1")]
    public void What_is_not_of_the_subset_is_refused_with_its_place(string pattern, string found)
    {
        CredentialFormat.TryParse(pattern, out var format, out var problem).Should().BeFalse();
        format.Should().BeNull();
        problem.Should().Be($"{CredentialFormat.Allowed}; not {found}");
    }

    [TestCase("abc", "abc", true)]
    [TestCase("abc", "abcd", false)]
    [TestCase("abc", "ab", false)]
    [TestCase("abc", "abc\n", false)]
    [TestCase("abc", "ABC", false)]
    [TestCase("abc", "", false)]
    [TestCase("[a-z]{1,3}a", "aaa", true)]
    [TestCase("[a-z]{1,3}a", "aaaa", true)]
    [TestCase("[a-z]{1,3}a", "aaaaa", false)]
    [TestCase("[a-z]{1,3}a", "a", false)]
    [TestCase("a{0,2}", "", true)]
    [TestCase(@"\[\\\]\{", @"[\]{", true)]
    [TestCase("[a]", "\u0161", false)]
    [TestCase("[_-]", "-", true)]
    [TestCase("[-_]", "-", true)]
    [TestCase("[a-c-]", "-", true)]
    [TestCase(@"[\^\]\-]{3}", "^]-", true)]
    [TestCase("[a-c]", "-", false)]
    [TestCase("Bearer [a-f]", "Bearer f", true)]
    public void A_text_fits_as_a_whole_or_not_at_all(string pattern, string text, bool fits) =>
        Parse(pattern).Matches(text).Should().Be(fits);

    [Test]
    public void Fitting_agrees_with_a_regex_engine() => Prop.ForAll(
        Arb.From(Patterns),
        Arb.From(Texts),
        (pattern, text) => Parse(pattern).Matches(text)
            .Should().Be(Oracle(pattern).IsMatch(text), "{0} on '{1}'", pattern, text)).Check(Randomly(2000));

    [Test]
    public void What_is_generated_fits() => Prop.ForAll(
        Arb.From(Patterns),
        ArbMap.Default.ArbFor<byte[]>(),
        (pattern, seed) =>
        {
            var text = Parse(pattern).Generate(seed);
            Parse(pattern).Matches(text).Should().BeTrue("{0} generates '{1}'", pattern, text);
            Oracle(pattern).IsMatch(text).Should().BeTrue();
        }).Check(Randomly(500));

    [Test]
    public void Bits_are_never_more_than_the_texts_there_are() => Prop.ForAll(
        Arb.From(Patterns),
        pattern =>
        {
            var format = Parse(pattern);
            var texts = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < 3000; i++)
                texts.Add(format.Generate(BitConverter.GetBytes(i)));
            if (texts.Count < 100) // so few that all of them have been generated
                format.Bits.Should().BeLessThanOrEqualTo(Math.Log2(texts.Count) + 1e-9, pattern);
        }).Check(Randomly(60));

    [Test]
    public void The_same_seed_makes_the_same_text_on_every_machine()
    {
        Parse("[A-Za-z0-9_-]{43}").Generate("seed"u8).Should().Be("nWJ4WJRjerzYfkmf9Ex_Gdm35t673QNQuNLI8g_xWCl");
        Parse("[a-f]{1,40}").Generate([]).Should().Be("aafecaaf");
        Parse("[2-9A-HJ-NP-Za-km-z]{17}").Generate(Encoding.UTF8.GetBytes("rocketchat/logout/ended/caller"))
            .Should().Be("LQpNEaiwJcrhMTzfd");
    }

    [Test]
    public void Characters_and_counts_are_drawn_evenly()
    {
        var characters = new Dictionary<char, int>();
        var lengths = new Dictionary<int, int>();
        var format = Parse("[a-g]{0,4}");
        for (var i = 0; i < 20_000; i++)
        {
            var text = format.Generate(BitConverter.GetBytes(i));
            lengths[text.Length] = lengths.GetValueOrDefault(text.Length) + 1;
            foreach (var c in text)
                characters[c] = characters.GetValueOrDefault(c) + 1;
        }

        lengths.Keys.Should().BeEquivalentTo([0, 1, 2, 3, 4]);
        lengths.Values.Should().OnlyContain(n => n > 3700 && n < 4300);
        characters.Keys.Should().BeEquivalentTo("abcdefg".ToCharArray());
        characters.Values.Should().OnlyContain(n => n > 5300 && n < 6100);
    }

    [Test]
    public void Fresh_texts_differ_and_fit()
    {
        var format = Parse("[A-Za-z0-9_-]{43}");
        var (first, second) = (format.Fresh(), format.Fresh());
        first.Should().NotBe(second);
        format.Matches(first).Should().BeTrue();
    }

    [Test]
    public void Fitting_takes_no_memory_and_little_time_for_a_hostile_text()
    {
        var format = Parse("[ab]{0,2000}[ab]{0,2000}c");
        var text = new string('a', 4000);
        format.Matches(text).Should().BeFalse();
        var before = GC.GetAllocatedBytesForCurrentThread();
        format.Matches(text);
        format.Matches(new ReadOnlySpan<char>());
        GC.GetAllocatedBytesForCurrentThread().Should().Be(before);
    }

    [Test]
    public void Formats_are_equal_by_their_patterns()
    {
        Parse("[ab]").Should().Be(Parse("[ab]")).And.NotBe(Parse("[a-b]"));
        Parse("[ab]").GetHashCode().Should().Be(Parse("[ab]").GetHashCode());
        Parse("[ab]").ToString().Should().Be("[ab]");
    }

    private static CredentialFormat Parse(string pattern) =>
        CredentialFormat.TryParse(pattern, out var format, out var problem)
            ? format
            : throw new ArgumentException($"{pattern}: {problem}", nameof(pattern));

    private static Regex Oracle(string pattern) =>
        Oracles.GetOrAdd(pattern, p => new(@$"\A(?:{p})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

    private static Config Randomly(int cases) => Config.QuickThrowOnFailure.WithMaxTest(cases)
        .WithReplay(Microsoft.FSharp.Core.FSharpOption<Replay>.Some(new(new(20261120UL), null)));
}
