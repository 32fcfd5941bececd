using LogoutContracts.Cli.Gate.Bases;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Settings;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Settings;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>
/// Lists what has changed in the settings, because a change can accept itself, and waivers without effect. Comes after the parts that use
/// waivers.
/// </summary>
/// <param name="old">Null if there is no base.</param>
internal sealed class SettingsPart(GateSettings settings, BaseSpecs? old) : IGatePart
{
    public string Name => "settings";

    public Task<PartResult> CheckAsync(GateSubject subject) => Task.FromResult(Check(subject));

    private PartResult Check(GateSubject subject)
    {
        if (old is null || subject.Versions is null)
            return PartResult.Skipped(Name, GateWords.NoBase);
        var lines = old.Settings(settings.Path) switch
        {
            { Value: { } before } => Changes(before, settings.File).ToList(),
            _ => ["The version at the base is invalid."],
        };
        var summary = $"{GateWords.Count(settings.File.Levels.Count, "level")}, {GateWords.Count(settings.File.Waivers.Count, "waiver")}";
        IEnumerable<GateFinding> changed = lines.Count == 0 ? [] : [Finding(lines)];
        return new(Name, summary, [.. changed, .. settings.Expired.Select(Expired), .. settings.Unused.Select(Unused)], []);
    }

    private GateFinding Expired(Waiver waiver) => new(
        ChangeLevel.Note, "waiver-expired", "",
        $"The waiver for {waiver.Id} expired on {WaiverEntry.Date(waiver.Expires)} and has no effect.", "")
    {
        At = Place(waiver),
        Fix = "Remove it, or give it a later date if the reason still holds.",
    };

    private GateFinding Unused(Waiver waiver) => new(
        ChangeLevel.Note, "waiver-unused", "", $"The waiver for {waiver.Id} accepts nothing: there is no such finding.", "")
    {
        At = Place(waiver),
        Fix = "Remove it if the change is merged.",
    };

    private ReportLocation Place(Waiver waiver) => new(settings.Shown, waiver.At.Line, waiver.At.Column);

    private GateFinding Finding(List<string> lines) => new(
        ChangeLevel.Note, "settings-changed", "", $"{settings.Shown} has changed since the base", string.Join('\n', lines))
    {
        At = new ReportLocation(settings.Shown, 1, 1),
        Fix = "Review these entries like the change that they accept.",
    };

    private static IEnumerable<string> Changes(SettingsFile before, SettingsFile now)
    {
        var (old, levels) = (before.Levels.ToDictionary(level => level.Rule, level => level.Level, StringComparer.Ordinal),
            now.Levels.ToDictionary(level => level.Rule, level => level.Level, StringComparer.Ordinal));
        foreach (var rule in old.Keys.Union(levels.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (was, isNow) = (old.GetValueOrDefault(rule, "default"), levels.GetValueOrDefault(rule, "default"));
            if (!string.Equals(was, isNow, StringComparison.Ordinal))
                yield return $"level of {rule}: {isNow}, was {was}";
        }

        foreach (var waiver in now.Waivers.Where(waiver => !before.Waivers.Any(other => IsSame(other, waiver))))
            yield return $"new waiver: {Text(waiver)}";
        foreach (var waiver in before.Waivers.Where(waiver => !now.Waivers.Any(other => IsSame(other, waiver))))
            yield return $"removed waiver: {Text(waiver)}";
    }

    private static bool IsSame(Waiver one, Waiver other) => one with { At = Position.Start } == other with { At = Position.Start };

    private static string Text(Waiver waiver) =>
        $"{waiver.Id}, until {WaiverEntry.Date(waiver.Expires)}: {waiver.Reason}";
}
