using LogoutContracts.Testing;
using LogoutContracts.Verification.Reports;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Tests.Verification.Reports;

/// <summary>Tests of all report formats.</summary>
public sealed class ReportTexts
{
    private static IEnumerable<string> Forms => ReportFormats.All.Select(form => form.Name);

    [TestCaseSource(nameof(Forms))]
    public async Task A_report_with_every_outcome(string form) =>
        await Snapshot.Verify(Written(form, SampleReport.Whole), $"{nameof(ReportTexts)}.{form}");

    [TestCaseSource(nameof(Forms))]
    public void The_same_report_gives_the_same_text(string form) =>
        Written(form, SampleReport.Whole).Should().Be(Written(form, SampleReport.Whole));

    [TestCaseSource(nameof(Forms))]
    public void A_report_of_nothing_is_a_report(string form) => Written(form, SampleReport.Empty).Should().NotBeEmpty();

    [TestCaseSource(nameof(Forms))]
    public void Lines_end_with_LF(string form) => Written(form, SampleReport.Of("a\r\nb\rc")).Should().NotContain("\r").And.EndWith("\n");

    [Test]
    public void There_is_no_other_form() => ReportFormats.Find("pdf").Should().BeNull();

    public static string Written(string form, Report report) => ReportFormats.Find(form)!.Write(report);
}
