using System.Text.RegularExpressions;

namespace LogoutContracts.Tests.Verification.Reports;

public sealed partial class ReportHtml
{
    private static readonly string[] Void = ["meta", "!doctype", "input"];

    private static readonly string[] Known =
    [
        "!doctype", "html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "nav", "section", "article",
        "h1", "h2", "h3", "h4", "p", "div", "span", "strong", "code", "pre", "dl", "dt", "dd", "ul", "ol", "li",
        "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "figure", "figcaption", "mark", "del", "ins",
        "fieldset", "legend", "label", "input",
    ];

    private static IEnumerable<TestCaseData> Hostile => HostileTexts.All;

    [TestCaseSource(nameof(Hostile))]
    public void Nothing_that_a_target_answers_is_markup(string text)
    {
        // Elements that mark differences depend on the text, so they are ignored.
        static IEnumerable<string> Elements(string html) =>
            Tags(html).Where(tag => tag.Name.TrimStart('/') is not ("del" or "ins" or "mark" or "span"))
                .Select(tag => $"{tag.Name} {string.Join(' ', Attributes(tag.More).Order(StringComparer.Ordinal))}");
        var html = ReportTexts.Written("html", SampleReport.Of(text));
        var plain = string.Concat(text.Select(character => character == '\n' ? '\n' : 'x'));
        Elements(html).Should().Equal(Elements(ReportTexts.Written("html", SampleReport.Of(plain))));
        IsWellFormed(html);
    }

    [TestCaseSource(nameof(Hostile))]
    public void What_does_not_show_is_shown(string text) =>
        ReportTexts.Written("html", SampleReport.Of(text))
            .Any(character => char.IsControl(character) && character is not ('\n' or '\t')
                || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.Format)
            .Should().BeFalse();

    [Test]
    public void The_page_is_well_formed()
    {
        foreach (var report in new[] { SampleReport.Whole, SampleReport.AllPassed, SampleReport.Empty })
            IsWellFormed(ReportTexts.Written("html", report));
    }

    [Test]
    public void The_page_loads_nothing_and_runs_nothing()
    {
        var html = ReportTexts.Written("html", SampleReport.Whole);
        html.Should().NotContainAny("<script", "<link", "<img", "@import", "url(", " src=", "javascript:");
        html.Should().Contain("default-src 'none'");
        Regex.Matches(html, "href=\"(?<to>[^\"]*)\"").Select(match => match.Groups["to"].Value)
            .Should().OnlyContain(to => to.StartsWith('#'));
    }

    [Test]
    public void Each_link_leads_somewhere_and_no_place_is_there_twice()
    {
        var html = ReportTexts.Written("html", SampleReport.Whole);
        var ids = Regex.Matches(html, "\\bid=\"(?<id>[^\"]*)\"").Select(match => match.Groups["id"].Value).ToList();
        ids.Should().OnlyHaveUniqueItems();
        Regex.Matches(html, "(href=\"#|aria-labelledby=\")(?<to>[^\"]*)\"")
            .Select(match => match.Groups["to"].Value).Should().BeSubsetOf(ids);
    }

    [Test]
    public void Headings_skip_no_level()
    {
        var levels = Tags(ReportTexts.Written("html", SampleReport.Whole))
            .Where(tag => tag.Name is ['h', >= '1' and <= '6']).Select(tag => tag.Name[1] - '0').ToList();
        levels[0].Should().Be(1);
        levels.Count(level => level == 1).Should().Be(1);
        levels.Zip(levels.Skip(1)).Should().OnlyContain(pair => pair.Second <= pair.First + 1);
    }

    [Test]
    public void What_differs_is_marked_in_both_texts_and_in_the_exchange()
    {
        var html = ReportTexts.Written("html", SampleReport.Whole);
        html.Should().Contain("<del>401</del>").And.Contain("<ins>200</ins>")
            .And.Contain("<mark>200</mark>").And.Contain("(Content-Type is missing)");
        html.Should().Contain("&quot;status&quot;: &quot;<del>error</del>&quot;")
            .And.Contain("&quot;status&quot;: &quot;<ins>success</ins>&quot;");
    }

    [Test]
    public void A_table_shows_each_check_or_operation_by_contract()
    {
        var html = ReportTexts.Written("html", SampleReport.Whole);
        html.Should().Contain("<h2 id=\"matrix\">By operation</h2>")
            .And.Contain("<th scope=\"row\">logoutMySession</th><td><a class=\"failed\" href=\"#1.rocketchat.logoutMySession.replay\">"
                + "<span aria-hidden=\"true\">✗</span> 2 of 5 <span class=\"words\">failed</span></a></td><td></td></tr>")
            .And.Contain("<tr class=\"rest-of-results\"><th scope=\"row\">T9 Cookie cleared</th><td></td><td>");
        ReportTexts.Written("html", SampleReport.AllPassed).Should().NotContain("By operation");
    }

    [Test]
    public void Only_a_report_with_failures_and_other_results_is_filtered()
    {
        ReportTexts.Written("html", SampleReport.Whole).Should().Contain("id=\"show-failed\"")
            .And.Contain("Only 3 failures are shown, of 9 checks.");
        ReportTexts.Written("html", SampleReport.AllPassed).Should().NotContain("id=\"show-failed\"");
    }

    [Test]
    public void The_first_words_are_what_it_came_to()
    {
        ReportTexts.Written("html", SampleReport.Whole).Should().Contain("<h1>3 of 8 checks failed.</h1>")
            .And.Contain("<p class=\"rest\">2 passed. 1 refuted an assumption. 2 could not be decided. 1 does not apply.</p>");
        ReportTexts.Written("html", SampleReport.AllPassed).Should().Contain("<h1>The only check passed.</h1>");
        ReportTexts.Written("html", SampleReport.Empty).Should().Contain("<h1>Nothing was checked.</h1>");
    }

    private static void IsWellFormed(string html)
    {
        var open = new Stack<string>();
        foreach (var (name, rest) in Tags(html))
        {
            if (name.StartsWith('/'))
                open.Pop().Should().Be(name[1..]);
            else if (!Void.Contains(name, StringComparer.Ordinal))
                open.Push(name);
            Known.Should().Contain(name.TrimStart('/'));
            rest.Should().NotContain("<");
        }

        open.Should().BeEmpty();
    }

    private static IEnumerable<(string Name, string More)> Tags(string html) =>
        Tag().Matches(html).Select(match => (match.Groups["name"].Value.ToLowerInvariant(), match.Groups["rest"].Value));

    private static IEnumerable<string> Attributes(string tag) => Attribute().Matches(tag).Select(match => match.Groups["name"].Value);

    [GeneratedRegex("<(?<name>[!/]?[A-Za-z][A-Za-z0-9]*)(?<rest>(\"[^\"]*\"|[^\">])*)>", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();

    [GeneratedRegex("(?<name>[a-z-]+)(=\"[^\"]*\")?", RegexOptions.ExplicitCapture)]
    private static partial Regex Attribute();
}
