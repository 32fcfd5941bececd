using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Settings;

namespace LogoutContracts.Diffing.Settings;

/// <summary>Changes after the levels and waivers of <c>.logout-contracts.yaml</c>.</summary>
/// <param name="Changes">The changes that no waiver accepts, the worst first.</param>
/// <param name="Waived">The changes that are accepted.</param>
/// <param name="Expired">The waivers that have no effect any more.</param>
/// <param name="Unused">The waivers for which there is no change. After a merge, that is every waiver.</param>
public sealed record JudgedChanges(
    ValueList<ContractChange> Changes, ValueList<WaivedChange> Waived, ValueList<Waiver> Expired, ValueList<Waiver> Unused)
{
    /// <param name="today">The date in UTC.</param>
    public static JudgedChanges Of(IReadOnlyCollection<ContractChange> changes, SettingsFile settings, DateOnly today)
    {
        var waivers = settings.Waivers.Where(waiver => !waiver.IsExpired(today))
            .ToDictionary(waiver => waiver.Id, StringComparer.Ordinal);
        var waived = changes.Where(change => waivers.ContainsKey(change.Id))
            .Select(change => new WaivedChange(change, waivers[change.Id])).ToList();
        var others = changes.Where(change => !waivers.ContainsKey(change.Id)).Select(change => WithLevel(change, settings))
            .OrderByDescending(change => change.Level);
        var used = waived.Select(each => each.Waiver.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            others.ToValueList(), waived.ToValueList(), settings.Waivers.Where(waiver => waiver.IsExpired(today)).ToValueList(),
            waivers.Values.Where(waiver => !used.Contains(waiver.Id)).ToValueList());
    }

    private static ContractChange WithLevel(ContractChange change, SettingsFile settings)
    {
        var set = settings.Levels.FirstOrDefault(level => string.Equals(level.Rule, change.Rule.Id, StringComparison.Ordinal));
        if (set is null || change.Rule.Audience == Audience.Logout)
            return change;
        var level = set.Level switch
        {
            "error" => ChangeLevel.Error,
            "warning" => ChangeLevel.Warning,
            _ => ChangeLevel.Note,
        };

        // What the old contract only assumed stays one level lower.
        var isLowered = change.Level < change.Rule.Level && level > ChangeLevel.Note;
        return change with { Level = isLowered ? level - 1 : level };
    }
}

/// <summary>A change that a waiver accepts.</summary>
public sealed record WaivedChange(ContractChange Change, Waiver Waiver);
