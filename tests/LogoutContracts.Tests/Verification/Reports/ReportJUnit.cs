using System.Globalization;
using System.Xml.Linq;
using System.Xml.Schema;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Tests.Verification.Reports;

public sealed class ReportJUnit
{
    private static IEnumerable<TestCaseData> Hostile => HostileTexts.All;

    [Test]
    public void It_fits_the_schema()
    {
        Read(SampleReport.Whole);
        Read(SampleReport.AllPassed);
        Read(SampleReport.Empty);
    }

    [TestCaseSource(nameof(Hostile))]
    public void It_fits_the_schema_whatever_a_target_answers(string text)
    {
        var failure = Read(SampleReport.Of(text)).Descendants("failure").Should().ContainSingle().Subject;
        failure.Elements().Should().BeEmpty("the text has no markup");
        failure.Value.Should().Contain(VisibleText.Of(text).Split('\n')[0].Trim());
    }

    [Test]
    public void Counts_are_those_of_the_cases()
    {
        var suites = Read(SampleReport.Whole);
        foreach (var suite in suites.Elements("testsuite"))
        {
            Number(suite, "tests").Should().Be(suite.Elements("testcase").Count());
            Number(suite, "failures").Should().Be(suite.Descendants("failure").Count());
            Number(suite, "skipped").Should().Be(suite.Descendants("skipped").Count());
        }

        Number(suites, "tests").Should().Be(suites.Descendants("testcase").Count());
        Number(suites, "failures").Should().Be(suites.Descendants("failure").Count());
    }

    [Test]
    public void What_is_not_passed_says_why() =>
        Read(SampleReport.Whole).Descendants().Where(element => element.Name.LocalName is "failure" or "skipped")
            .Select(element => element.Attribute("message")!.Value).Should().HaveCount(6).And.OnlyContain(message => message.Length > 5);

    [Test]
    public void The_schema_is_no_rubber_stamp()
    {
        var text = ReportTexts.Written("junit", SampleReport.Whole);
        (string Right, string Wrong)[] changes =
        [
            ("time=\"0.017\"", "time=\"0,017\""),
            ("classname=", "class="),
            ("<skipped ", "<ignored "),
            ("tests=\"6\"", "tests=\"five\""),
        ];
        foreach (var (right, wrong) in changes)
            FluentActions.Invoking(() => Read(text.Replace(right, wrong, StringComparison.Ordinal)))
                .Should().Throw<XmlSchemaValidationException>();
    }

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static XElement Read(Report report) => Read(ReportTexts.Written("junit", report));

    private static XElement Read(string text)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, SourceTree.PathOf("tests", "LogoutContracts.Tests", "Schemas", "junit.xsd"));
        var document = XDocument.Parse(text);
        document.Validate(schemas, validationEventHandler: null);
        return document.Root!;
    }
}
