using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Tests.Support;
using Microsoft.FSharp.Core;

namespace LogoutContracts.Tests.Specs;

public sealed class SpecMutations
{
    private const string Characters = "{}[]:,'\"#&*!|>%@`-?~<\\$/ \t\n\r\0\u0001\u0085\u2028\uFFFE09azAZé€😀";

    private static readonly string Folder = SourceTree.PathOf("tests", "LogoutContracts.Tests", "BadSpecs");
    private static readonly byte[] Good = File.ReadAllBytes(Path.Combine(Folder, "good.yaml"));

    // Words that are meaningful somewhere in a spec, inserted elsewhere.
    private static readonly string[] Words =
    [
        "null", "~", "true", "7", "-1", "1e999", "0x7fffffffffffffff", ".nan", "''", "[]", "{}", "[[]]", "other", "caller", "active",
        "partial", "POST", "200", "$request.body#/a", "{opened.token}", "{target.token}", "'#/paths'", "{ $ref: '#/paths' }",
        "{ $ref: '#/components' }", "{ $ref: '#/paths/~1me' }", "{ $ref: '#/components/schemas/Token' }", "{ $ref: '#/' }",
        "\"\\uD800\"", "\"\\0\"", "{ caller: [active, ended] }", "{ matches: '(a*)*b' }",
        "{ allOf: [{ $ref: '#/components/schemas/Token' }] }",
    ];

    private static readonly Gen<Action<List<string>>> Mutation = Gen.OneOf(
        At((lines, line) => lines.RemoveAt(line)),
        At((lines, line) => lines.Insert(line, lines[line])),
        from other in Gen.Choose(0, int.MaxValue)
        from mutation in At((lines, line) => (lines[line], lines[other % lines.Count]) = (lines[other % lines.Count], lines[line]))
        select mutation,
        from blanks in Gen.Choose(-4, 4)
        from mutation in At((lines, line) => lines[line] = blanks < 0
            ? lines[line][Math.Min(-blanks, lines[line].Length)..]
            : new string(' ', blanks) + lines[line])
        select mutation,
        from at in Gen.Choose(0, int.MaxValue)
        from character in Gen.Choose(0, Characters.Length - 1)
        from insert in Gen.Elements(true, false)
        from mutation in At((lines, line) => lines[line] = Replace(lines[line], at, insert ? 0 : 1, Characters[character].ToString()))
        select mutation,
        from at in Gen.Choose(0, int.MaxValue)
        from word in Gen.Elements(Words)
        from mutation in At((lines, line) => lines[line] = ReplaceValue(lines[line], at, word))
        select mutation);

    [Test]
    public void A_spec_that_is_mutated_at_random_gives_a_value_or_diagnostics() => ForAllMutations("good.yaml", 2_000, spec =>
    {
        var reading = SpecReader.Read("mutated.yaml", spec);
        var planning = reading.Value is { } contract ? MockPlanner.Plan(contract) : null;
        OpenApiConformance.Check("mutated.yaml", spec);
        (reading.Value is null).Should().Be(reading.Diagnostics.Count > 0);
        (planning is { Value: null }).Should().Be(planning?.Diagnostics.Count > 0);
    });

    [Test]
    public void So_do_workflows() => ForAllMutations("good.arazzo.yaml", 500, workflows =>
    {
        var reading = SpecReader.Read("good.yaml", Good, new TextFile("mutated.arazzo.yaml", workflows));
        (reading.Value is null).Should().Be(reading.Diagnostics.Count > 0);
    });

    private static void ForAllMutations(string file, int count, Action<byte[]> check)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, file));
        var mutated =
            from mutations in Mutation.NonEmptyListOf().Resize(3)
            select Mutate(lines, mutations);
        var slowest = TimeSpan.Zero;
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(new(new(20261120UL), null)));
        Prop.ForAll(mutated.ToArbitrary(), text =>
        {
            var started = Stopwatch.GetTimestamp();
            check(Encoding.UTF8.GetBytes(text));
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
        }).Check(config);
        slowest.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    private static string Mutate(IEnumerable<string> good, IEnumerable<Action<List<string>>> mutations)
    {
        var lines = good.ToList();
        foreach (var mutation in mutations)
            mutation(lines);
        return string.Join('\n', lines);
    }

    private static Gen<Action<List<string>>> At(Action<List<string>, int> mutation) =>
        Gen.Choose(0, int.MaxValue).Select(Action<List<string>> (line) => lines => mutation(lines, line % lines.Count));

    private static string Replace(string line, int at, int length, string text)
    {
        var start = at % (line.Length + 1);
        return string.Concat(line.AsSpan(0, start), text, line.AsSpan(Math.Min(line.Length, start + length)));
    }

    /// <summary>Replaces the text between a ':' or ',' and the next ',' or '}', or the end, by a word.</summary>
    private static string ReplaceValue(string line, int at, string word)
    {
        var starts = Enumerable.Range(0, line.Length).Where(i => line[i] is ':' or ',').ToList();
        if (starts.Count == 0)
            return word;
        var start = starts[at % starts.Count] + 1;
        var end = line.AsSpan(start).IndexOfAny(",}");
        return string.Concat(line.AsSpan(0, start), $" {word}", end < 0 ? "" : line.AsSpan(start + end));
    }
}
