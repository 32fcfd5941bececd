using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers.Bases;

/// <summary>The base paths in <c>servers</c>: the first server of a list counts.</summary>
internal static class ServerPaths
{
    /// <summary>The path of the first server, without a trailing slash.</summary>
    /// <returns>Null if there is no list of servers; empty if the first has no path.</returns>
    public static string? PathOf(Node? servers) => First(servers) is { } server ? Split(server).Path : null;

    /// <summary>The list with its first server only, without the path.</summary>
    public static Node WithoutPath(Node servers)
    {
        if (First(servers) is not { } server || server.Find("url") is not { } url || Split(server) is not { Path.Length: > 0 } parts)
            return servers;
        var entries = server.Entries
            .Where(entry => entry.Key is not "variables" || parts.Origin.Contains('{', StringComparison.Ordinal))
            .Select(entry => entry.Key is "url"
                ? entry with { Value = new ScalarNode(url.Value.At, parts.Origin.Length > 0 ? parts.Origin : "/", ScalarKind.String) }
                : entry);
        return new ListNode(servers.At, [server with { Entries = entries.ToValueList() }]);
    }

    private static MapNode? First(Node? servers) => servers is ListNode { Items: [MapNode first, ..] } ? first : null;

    private static (string Origin, string Path) Split(MapNode server)
    {
        var url = server["url"] is ScalarNode { Text: var text } ? text : "";
        var host = url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var start = host == 0 ? 0 : url.IndexOf('/', host);
        if (start < 0)
            return (url, "");
        var path = (WithDefaults(url[start..], server["variables"] as MapNode).Split('?', '#')[0]).Trim('/');
        return (url[..start], path.Length > 0 ? $"/{path}" : "");
    }

    private static string WithDefaults(string path, MapNode? variables) => (variables?.Entries ?? []).Aggregate(
        path, (text, variable) => (variable.Value as MapNode)?["default"] is ScalarNode { Text: var value }
            ? text.Replace($"{{{variable.Key}}}", value, StringComparison.Ordinal) : text);
}
