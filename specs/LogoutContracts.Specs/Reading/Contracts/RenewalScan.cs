using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>
/// Looks for variants that renew sessions, before variants are read: whether a value can be superseded decides which rules are complete.
/// </summary>
internal static class RenewalScan
{
    public static bool Finds(MapNode paths) => paths.Entries.Select(path => path.Value).OfType<MapNode>()
        .SelectMany(path => path.Entries.Select(entry => entry.Value).OfType<MapNode>())
        .Select(operation => operation["x-variants"]).OfType<MapNode>().SelectMany(variants => variants.Entries)
        .Any(variant => variant.Value is MapNode map && map["then"] is MapNode then && then["renewed"] is not null);
}
