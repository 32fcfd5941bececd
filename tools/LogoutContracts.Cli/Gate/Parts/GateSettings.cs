using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Options;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Settings;
using LogoutContracts.Specs.Settings;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>The settings in the working folder.</summary>
internal sealed class GateSettings
{
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <param name="asked">The value of <c>--settings</c>; null if it is not given.</param>
    /// <exception cref="UserErrorException">The file was named and is missing, or it is invalid.</exception>
    public GateSettings(CommandContext context, string? asked)
    {
        Path = SettingsOption.PathOf(context, asked);
        Shown = context.Shown(Path);
        File = SettingsOption.Read(context, asked);
        Today = DateOnly.FromDateTime(context.Clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>The full path; the file need not exist.</summary>
    public string Path { get; }

    /// <summary>The path as messages show it.</summary>
    public string Shown { get; }

    public SettingsFile File { get; }

    /// <summary>The date in UTC.</summary>
    public DateOnly Today { get; }

    /// <summary>The waivers that no finding has used so far, and that have not expired.</summary>
    public IEnumerable<Waiver> Unused => File.Waivers.Where(waiver => !waiver.IsExpired(Today) && !used.Contains(waiver.Id));

    /// <summary>The waivers that have expired.</summary>
    public IEnumerable<Waiver> Expired => File.Waivers.Where(waiver => waiver.IsExpired(Today));

    /// <summary>
    /// Applies the waiver for a finding, if there is one: the finding becomes a note. Without one, adds the entry to paste.
    /// </summary>
    public GateFinding Applied(GateFinding finding)
    {
        var waiver = File.Waivers.FirstOrDefault(
            each => string.Equals(each.Id, finding.Id, StringComparison.Ordinal) && !each.IsExpired(Today));
        if (waiver is null)
            return finding with { Entry = WaiverEntry.Of(finding.Id, Today) };
        used.Add(waiver.Id);
        return finding with
        {
            Level = ChangeLevel.Note,
            Title = $"{finding.Title} Accepted until {WaiverEntry.Date(waiver.Expires)}: {waiver.Reason}",
            Fix = "",
            Change = null,
        };
    }
}
