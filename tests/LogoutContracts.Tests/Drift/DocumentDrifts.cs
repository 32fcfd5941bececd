using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Drift.Findings;
using LogoutContracts.Drift.Readers;

namespace LogoutContracts.Tests.Drift;

/// <summary>What the comparison of a contract with a page finds, and what it does not.</summary>
public sealed partial class DocumentDrifts
{
    private static IEnumerable<string> Pages => DriftPages.Names;

    [TestCaseSource(nameof(Pages))]
    public void A_page_that_says_what_the_contract_says_has_no_findings(string page)
    {
        var result = DriftPages.Compare(page, DriftPages.TextOf(page));
        result.WhyNot.Should().BeEmpty();
        result.Findings.Where(finding => finding.Rule != DriftRule.IncludedFile).Should().BeEmpty();
        result.Found.Should().HaveCountGreaterThan(3);
        result.IsCitedVersion.Should().BeFalse();
    }

    [TestCase("rocketchat.md", "X-Auth-Token", "X-Session-Token",
        "lost-fact logoutMySession.header.X-Auth-Token 18", "new-fact new.header.X-Session-Token 18")]
    [TestCase("rocketchat.md", "'X-Auth-Token", "'X-Session-Token", "new-fact new.header.X-Session-Token 31")]
    [TestCase("rocketchat.md", "`POST`", "`DELETE`", "lost-fact logoutMySession.method.POST 12", "new-fact new.method.DELETE 12")]
    [TestCase("rocketchat.md", "sessions/logout.me", "sessions/end.me",
        "lost-fact logoutMySession.path./api/v1/sessions/logout.me 12", "new-fact new.path./api/v1/sessions/end.me 12")]
    [TestCase("rocketchat.md", "sessionId", "session",
        "lost-fact logoutMySession.parameter.sessionId 24", "lost-fact logoutMySession.example.own-other-session-ended 41",
        "new-fact new.parameter.session 24", "new-fact new.example.{ \"session\": \"aaaaaaaaaaaaaaaaa\" } 33")]
    [TestCase("rocketchat.md", "Session not found\" }", "No such session\" }", "lost-fact logoutMySession.example.session-unknown 58")]
    [TestCase("rocketchat.md", "  \"success\": true,", "  \"success\": true, \"at\": 0,",
        "new-fact new.example.{ \"success\": true, \"at\": 0, \"sessionId\": \"aaaaaaaaaaaaaaaaa\" } 41")]
    [TestCase("rocketchat.md", "title=\"Authorization\"", "title=\"Not signed in\"", "lost-heading heading.Authorization")]
    [TestCase("rocketchat.md", "### Error", "### Errors (`401`, `418`)", "lost-heading heading.Error", "new-fact new.status.418 47")]
    [TestCase("rocketchat.md", "| `sessionId` | `a", "| `device`    | `b` | The device |\n| `sessionId` | `a",
        "new-fact new.parameter.device 24")]
    [TestCase("laravel.html", "Authorization", "X-Token", "lost-fact logout.header.Authorization 14", "new-fact new.header.X-Token 14")]
    [TestCase("laravel.html", "Bearer", "Token", "lost-fact logout.scheme.Bearer")]
    [TestCase("laravel.html", "(204, success)", "(200, success)",
        "lost-fact logout.status.204 18", "new-fact new.status.200 18")]
    [TestCase("laravel.html", "&lt;Empty response&gt;", "{ \"message\": \"Bye\" }",
        "lost-heading heading.<Empty response>", "new-fact new.example.{ \"message\": \"Bye\" } 19")]
    [TestCase("crafter.rst", "|| 200 ", "|| 204 ", "lost-fact logout.status.200 34", "new-fact new.status.204 34")]
    [TestCase("crafter.rst", "\"OK\"", "\"ok\"", "lost-fact logout.example.session-ended")]
    [TestCase("crafter.rst", "|| POST ", "|| PUT  ", "new-fact new.method.PUT 13")]
    [TestCase("crafter.rst", "``JSON``", "``XML``", "lost-fact logout.media-type.application/json")]
    [TestCase("crafter.rst", "   Accept:", "   X-XSRF-TOKEN: a\n   X-Trace: 1\n   Accept:", "new-fact new.header.X-Trace 27")]
    [TestCase("edin.rst", "SID -", "TOKEN -", "lost-fact logout.parameter.SID")]
    [TestCase("edin.rst", "Set-Cookie", "X-Session", "lost-fact logout.header.Set-Cookie")]
    [TestCase("edin.rst", "**HTTP GET**", "**HTTP POST**", "lost-fact logout.method.GET 8", "new-fact new.method.POST 8")]
    [TestCase("edin.rst", "**Параметри**  ", "Content-Type   ", "new-fact new.header.Content-Type 10")]
    [TestCase("edin.rst", "Закінчення", "Кінець", "lost-heading document.title")]
    [TestCase("symphony.md", "`sessionToken`", "`token`", "lost-fact logout.header.sessionToken")]
    [TestCase("symphony.md", "method=\"post\"", "method=\"delete\"", "lost-fact logout.method.POST 3", "new-fact new.method.DELETE 3")]
    public void A_change_of_the_page_is_found(string page, string old, string @new, params string[] findings)
    {
        var text = DriftPages.TextOf(page);
        text.Should().Contain(old);
        DriftPages.Findings(page, text.Replace(old, @new, StringComparison.Ordinal)).Should().Equal(findings);
    }

    [TestCase("rocketchat.md", "```json\n{\n  \"success\": true(.|\n)*?```\n", "lost-fact logoutMySession.example.own-other-session-ended")]
    [TestCase("crafter.rst", "\\|\\| 200 (.|\n)*?-\\+\n", "lost-fact logout.status.200", "lost-fact logout.example.session-ended")]
    public void A_removed_example_is_found(string page, string pattern, params string[] findings)
    {
        var text = DriftPages.TextOf(page);
        var changed = Regex.Replace(text, pattern, "", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        changed.Should().NotBe(text);
        DriftPages.Findings(page, changed).Should().Equal(findings);
    }

    [TestCaseSource(nameof(Pages))]
    public void Reflowed_text_is_no_change(string page)
    {
        var text = DriftPages.TextOf(page);
        foreach (var width in new[] { 1, 30, 300 })
        {
            var changed = WithProse(page, text, prose => Wrapped(prose, width));
            changed.Should().NotBe(text);
            DriftPages.Findings(page, changed).Should().BeEmpty();
        }
    }

    [TestCaseSource(nameof(Pages))]
    public void Other_words_in_sentences_are_no_change(string page)
    {
        var text = DriftPages.TextOf(page);
        var changed = WithProse(
            page, text, prose => Word().Replace(prose, match => char.IsAsciiLetterUpper(match.Value[^1]) ? match.Value : "слово"));
        DriftPages.Findings(page, changed).Should().BeEmpty();
    }

    [TestCase("rocketchat.md", "# 404\n\nThis page is gone. [Start again](/api/v1).\n")]
    [TestCase("rocketchat.md", "Logout Current User Session\n===\n\nUse `POST`; the answer is 200.")]
    [TestCase("symphony.md", "# Session Logout\n\n{% openapi src=\"/files/abc\" %}\n")]
    public void A_page_about_something_else_is_not_judged(string page, string text)
    {
        var result = DriftPages.Compare(page, text);
        result.WhyNot.Should().StartWith("Nothing of the contract is on the page");
        result.Findings.Should().BeEmpty();
    }

    [Test]
    public void Another_operation_on_the_page_is_not_part_of_the_section()
    {
        var text = DriftPages.TextOf("rocketchat.md").Replace("\n#", "\n##", StringComparison.Ordinal);
        DriftPages.Findings("rocketchat.md", $"# The API\n\n## Login\n\n`POST /api/v9/login` with `X-Nonce`, answers `418`.\n{text}")
            .Should().BeEmpty();
    }

    [TestCaseSource(nameof(Pages))]
    public void A_damaged_page_is_compared_too(string page)
    {
        var text = DriftPages.TextOf(page);
        var random = new Random(17);
        for (var i = 0; i < 30; i++)
        {
            var damaged = new StringBuilder(text);
            for (var j = 0; j < 5; j++)
            {
                var at = random.Next(damaged.Length);
                damaged.Remove(at, random.Next(Math.Min(30, damaged.Length - at))).Insert(at, "<|`*{%[+=\n- "[random.Next(12)]);
            }

            Compare(damaged.ToString());
        }

        // All of a page can become a tag, or a comment.
        void Compare(string damaged)
        {
            try
            {
                DriftPages.Compare(page, damaged);
            }
            catch (UnreadablePageException e)
            {
                e.Message.Should().StartWith("it has no text");
            }
        }
    }

    [Test]
    public void An_included_file_is_named()
    {
        DriftPages.Compare("symphony.md", DriftPages.TextOf("symphony.md")).Findings
            .Should().ContainSingle().Which
            .Should().BeEquivalentTo(new { Rule = DriftRule.IncludedFile, Fact = "file /files/abc", PageLine = 3 });
        DriftPages.Compare("crafter.rst", DriftPages.TextOf("crafter.rst")).Findings
            .Should().ContainSingle().Which.Should().BeEquivalentTo(new { Rule = DriftRule.IncludedFile, PageLine = 10 });
    }

    /// <summary>Changes the paragraphs of sentences.</summary>
    private static string WithProse(string page, string text, Func<string, string> change) =>
        page.EndsWith(".html", StringComparison.Ordinal)
        ? Paragraph().Replace(text, match => $"<p>{change(match.Groups["text"].Value)}</p>")
        : string.Join("\n\n", text.Split("\n\n").Select(paragraph => paragraph.Length > 60 && char.IsLetter(paragraph[0])
            && !paragraph.Contains("==", StringComparison.Ordinal) ? change(paragraph) : paragraph));

    private static string Wrapped(string paragraph, int width)
    {
        var lines = new List<string> { "" };
        foreach (var word in paragraph.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines[^1].Length == 0)
                lines[^1] = word;
            else if (lines[^1].Length + word.Length < width)
                lines[^1] += $" {word}";
            else
                lines.Add(word);
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"<p>(?<text>[A-Z][a-z ]+\n[^<]*)</p>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"(?<![\w`/.:-])[A-Za-z]+(?![\w`/.:-])", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
