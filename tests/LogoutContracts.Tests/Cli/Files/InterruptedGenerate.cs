using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Files;

/// <summary>Whatever interrupts <c>generate</c>, no folder of a contract is half old and half new, and the next run cleans up.</summary>
[Platform("Linux", Reason = "Uses strace and Linux's renameat2.")]
public sealed class InterruptedGenerate
{
    // Three contracts show the same as all of them, in half the time.
    private static readonly string Specs =
        $"mkdir specs && for contract in edin laravel symphony; do cp -r '{SourceTree.PathOf("specs")}'/$contract specs/; done\n";

    // In the old version, every generated file ends with a line break more.
    private static readonly string Old = Specs + """
        set -e
        logout-contracts generate --specs specs --output new > /dev/null
        cp -r new old
        find old -name '*.json' -exec sh -c 'echo >> "$1"' _ {} ';'
        state() { for c in $1/*/; do c=$(basename $c); diff -rq $1/$c old/$c > /dev/null && echo old || { diff -rq $1/$c new/$c > /dev/null && echo new || echo mixed; }; done | sort -u | xargs; }
        set +e
        """;

    [TestCase("renameat2", 1)]
    [TestCase("renameat2", 3)]
    [TestCase("mkdir", 6)]
    public async Task Killed_at_a_system_call_it_leaves_each_contract_old_or_new(string call, int number)
    {
        using var script = new BashScript("strace", "diff");
        var result = await script.RunAsync(Old + "\n" + $$"""
            cp -r old out
            strace -f -qq -o trace -e trace={{call}} -e inject={{call}}:signal=KILL:when={{number}} logout-contracts generate --specs specs --output out > /dev/null 2> errors; echo "killed $?"
            state out
            logout-contracts generate --specs specs --output out --check > check; echo "check $?"
            logout-contracts generate --specs specs --output out > /dev/null; echo "again $?"
            logout-contracts generate --specs specs --output out --check; echo "check $?"
            find out -name '*.tmp' -o -name '*.spare'
            """);
        var lines = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].Should().Be("killed 137", result.Error);
        lines[1].Should().BeOneOf(["old", "new", "new old"], result.Error);
        lines[2..].Should().HaveCount(4).And.EndWith(["again 0", lines[^2], "check 0"]);
        lines[^2].Should().EndWith("files, all up to date");
    }

    [Test]
    public async Task Leftovers_are_reported_and_removed()
    {
        using var script = new BashScript();
        var result = await script.RunAsync(Specs + """
            logout-contracts generate --specs specs --output out > /dev/null
            sleep 0 & gone=$!; wait
            sleep 300 & running=$!
            trap 'kill $running' EXIT
            mkdir -p out/.generate.$gone.tmp/edin out/.generate.$running.tmp/edin
            touch out/.generate.$gone.tmp/edin/a.json out/edin/wiremock-net/a.json.4711.tmp out/edin/mine.tmp
            logout-contracts generate --specs specs --output out --check 2> /dev/null | sed "s/$gone/GONE/"; echo "${PIPESTATUS[0]}"
            logout-contracts generate --specs specs --output out | head -1
            logout-contracts generate --specs specs --output out --check | sed 's/^[0-9]*/N/'; echo "${PIPESTATUS[0]}"
            find out -name '*.tmp' | sed "s/$running/RUNNING/" | sort
            """);
        result.Out.Should().Be("""
            left over out/.generate.GONE.tmp
            left over out/edin/wiremock-net/a.json.4711.tmp
            1
            2 temporary files of an interrupted run removed
            N files, all up to date
            0
            out/.generate.RUNNING.tmp
            out/edin/mine.tmp

            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public async Task What_is_not_generated_survives_whatever_it_is()
    {
        using var script = new BashScript("mkfifo");
        var result = await script.RunAsync(Specs + """
            logout-contracts generate --specs specs --output out > /dev/null
            echo mine > out/edin/wiremock/mine.txt; chmod 640 out/edin/wiremock/mine.txt
            mkdir out/edin/own; ln -s ../wiremock/mine.txt out/edin/own/link; mkfifo out/edin/own/pipe
            echo >> "$(ls out/edin/wiremock-net/*.json | head -1)"
            timeout -s KILL 30 logout-contracts generate --specs specs --output out | grep edin
            stat -c '%n %A' out/edin/wiremock/mine.txt out/edin/own/*; cat out/edin/wiremock/mine.txt; readlink out/edin/own/link
            """);
        result.Out.Should().MatchRegex(@"^edin: 0 written, 1 changed, 0 removed, \d+ unchanged\n").And.EndWith("""
            out/edin/wiremock/mine.txt -rw-r-----
            out/edin/own/link lrwxrwxrwx
            out/edin/own/pipe prw-r--r--
            mine
            ../wiremock/mine.txt

            """.ReplaceLineEndings("\n"));
    }
}
