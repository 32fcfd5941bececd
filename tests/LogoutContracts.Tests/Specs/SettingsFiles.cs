using System.Text;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Settings;
using LogoutContracts.Testing;

namespace LogoutContracts.Tests.Specs;

/// <summary>The file <c>.logout-contracts.yaml</c>: valid settings, and a diagnostic for everything else.</summary>
public sealed class SettingsFiles
{
    private static readonly string[] Rules = ["status-changed", "answer-part-removed"];
    private static readonly string[] LogoutRules = ["session-survives"];

    [Test]
    public void Levels_and_waivers_are_read()
    {
        var settings = Read("""
            # Whom to ask: the sessions team.
            rules:
              status-changed: warning
              answer-part-removed: note
            waivers:
              - { id: session-survives-0123456789, reason: 'The old app is gone: nobody calls it', expires: 2026-12-31 }
              - id: status-changed-abcdef0123
                reason: |
                  Two
                  lines
                expires: 2027-01-01
            """).Require();

        settings.Levels.Select(level => (level.Rule, level.Level)).Should()
            .Equal(("status-changed", "warning"), ("answer-part-removed", "note"));
        settings.Waivers.Select(waiver => (waiver.Id, waiver.Reason, waiver.Expires, waiver.At.Line)).Should().Equal(
            ("session-survives-0123456789", "The old app is gone: nobody calls it", new DateOnly(2026, 12, 31), 6),
            ("status-changed-abcdef0123", "Two\nlines\n", new DateOnly(2027, 1, 1), 7));
        settings.Waivers[0].IsExpired(new(2026, 12, 31)).Should().BeFalse();
        settings.Waivers[0].IsExpired(new(2027, 1, 1)).Should().BeTrue();
    }

    [TestCase("# nothing is left")]
    [TestCase("rules:\nwaivers:\n")]
    [TestCase("waivers: []")]
    [TestCase("{}")]
    public void Settings_may_be_empty(string text) => Read(text).Require().Should().BeEquivalentTo(SettingsFile.Empty);

    [Test]
    public async Task Every_problem_is_reported_with_its_place()
    {
        string[] files =
        [
            """
            rules:
              status-chnged: warning
              unrelated: note
              session-survives: note
              status-changed: warn
              answer-part-removed: [note]
            waiver: []
            waivers:
              - { id: status-changed-0123456789, expires: 2026-12-31 }
              - { id: status-changed-0123456788, reason: ' ', expires: 2026-12-31 }
              - { id: status-changed-0123456787, reason: why, expires: 2026-02-30 }
              - { id: status-changed-0123456786, reason: why, expires: tomorrow, until: 1 }
              - { id: status-changed-0123456789, reason: why, expires: 2026-12-31 }
              - { id: status-changed, reason: 7, expires: 2026 }
              - status-changed-0123456785
            """,
            "rules: [status-changed]\nwaivers: { id: 1 }",
            "- a list",
            "rules: &a {}\nwaivers: *a",
            "rules: {\n",
        ];
        var texts = files.Select(text => $"{text}\n---\n{string.Join('\n', Read(text).Diagnostics)}\n");

        await Snapshot.Verify(string.Join("\n======\n", texts), $"{nameof(SettingsFiles)}.problems");
    }

    private static Parsed<SettingsFile> Read(string text) =>
        SettingsFile.Read(new(".logout-contracts.yaml", Encoding.UTF8.GetBytes(text)), Rules, LogoutRules);
}
