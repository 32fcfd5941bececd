using System.Text.Json;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Tests.Verification.Reports;

/// <summary>Rules for SARIF that its schema does not check.</summary>
public sealed class ReportSarif
{
    [Test]
    public void Only_what_failed_is_a_result_and_what_is_not_known_is_a_note_of_the_tool()
    {
        var run = Run(SampleReport.Whole);
        run.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("properties").GetProperty("case").GetString())
            .Should().Equal("logoutMySession.replay", "logoutMySession.sessionId.wrong-type", "T4");
        run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray().Should().HaveCount(3);
    }

    [Test]
    public void Each_result_has_its_rule_and_a_place_in_the_repository()
    {
        var run = Run(SampleReport.Whole);
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            var rule = rules[result.GetProperty("ruleIndex").GetInt32()];
            rule.GetProperty("id").GetString().Should().Be(result.GetProperty("ruleId").GetString());
            result.GetProperty("level").GetString().Should().Be(rule.GetProperty("defaultConfiguration").GetProperty("level").GetString());
            var artifact = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
            run.GetProperty("originalUriBaseIds").TryGetProperty(artifact.GetProperty("uriBaseId").GetString()!, out _).Should().BeTrue();
            File.Exists(SourceTree.PathOf(artifact.GetProperty("uri").GetString()!.Split('/'))).Should().BeTrue();
        }
    }

    [Test]
    public void A_finding_is_the_same_when_its_line_moves_and_another_for_another_case()
    {
        var sections = SampleReport.Whole.Sections;
        var cases = sections[0].Cases.Select(@case => @case with { At = @case.At with { Line = 1 }, Problems = [] });
        var moved = SampleReport.Whole with { Sections = [sections[0] with { Cases = [.. cases] }, sections[1]] };
        Fingerprints(moved).Should().Equal(Fingerprints(SampleReport.Whole)).And.OnlyHaveUniqueItems();
    }

    [Test]
    public void What_an_overlay_was_applied_to_is_a_related_location()
    {
        var inOverlay = new ReportLocation("fix.overlay.yaml", 31, 9) { AppliedTo = new("specs/edin/openapi.yaml", 84, 7) };
        var result = Run(PlacedAt(inOverlay)).GetProperty("results")[0];
        var location = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        location.GetProperty("artifactLocation").GetProperty("uri").GetString().Should().Be("fix.overlay.yaml");
        var related = result.GetProperty("relatedLocations")[0].GetProperty("physicalLocation");
        related.GetProperty("artifactLocation").GetProperty("uri").GetString().Should().Be("specs/edin/openapi.yaml");
        related.GetProperty("region").GetProperty("startLine").GetInt32().Should().Be(84);
    }

    [Test]
    public void Where_there_is_no_line_there_is_no_region() =>
        ReportTexts.Written("sarif", PlacedAt(new("a.yaml", 0, 0))).Should().Contain("\"uri\": \"a.yaml\"").And.NotContain("region");

    [Test]
    public void Where_there_is_no_file_there_is_no_place() =>
        ReportTexts.Written("sarif", PlacedAt(new("", 0, 0))).Should().NotContain("physicalLocation");

    [TestCase("my specs/ä#1.yaml", "my%20specs/%C3%A4%231.yaml")]
    [TestCase("..\\specs\\a.yaml", "../specs/a.yaml")]
    [TestCase("/srv/my specs/a.yaml", "file:///srv/my%20specs/a.yaml")]
    public void A_path_becomes_a_URI(string file, string uri)
    {
        if (file.StartsWith('/') && OperatingSystem.IsWindows())
            Assert.Ignore("Paths of Windows start with a drive.");
        ReportTexts.Written("sarif", PlacedAt(new(file, 1, 1))).Should().Contain($"\"uri\": \"{uri}\"");
    }

    private static Report PlacedAt(ReportLocation at)
    {
        var section = SampleReport.Whole.Sections[0];
        return SampleReport.Whole with { Sections = [section with { Cases = [section.Cases[2] with { At = at }] }] };
    }

    private static IEnumerable<string?> Fingerprints(Report report) =>
        Run(report).GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("partialFingerprints").EnumerateObject().Single().Value.GetString());

    private static JsonElement Run(Report report) => JsonElement.Parse(ReportTexts.Written("sarif", report)).GetProperty("runs")[0];
}
