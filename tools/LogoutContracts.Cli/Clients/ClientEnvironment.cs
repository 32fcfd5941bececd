namespace LogoutContracts.Cli.Clients;

/// <summary>The environment of a client: the caller's, without what leads to a real login or past the mock. Pure.</summary>
internal static class ClientEnvironment
{
    private const string Local = "127.0.0.1,localhost,::1";

    // Where programs look for the user's files, on all systems.
    private static readonly string[] Homes = ["HOME", "USERPROFILE"];

    private static readonly (string Name, string Folder)[] Folders =
    [
        ("XDG_CONFIG_HOME", ".config"), ("XDG_DATA_HOME", ".local/share"), ("XDG_STATE_HOME", ".local/state"), ("XDG_CACHE_HOME", ".cache"),
        ("APPDATA", "AppData/Roaming"), ("LOCALAPPDATA", "AppData/Local"),
    ];

    private static readonly string[] Exceptions = ["NO_PROXY", "no_proxy"];

    private static readonly string[] Authorities = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"];

    /// <param name="inherited">The caller's variables.</param>
    /// <param name="home">The scratch folder.</param>
    /// <param name="values">The placeholders with their values.</param>
    /// <returns>The variables to set; null to remove one.</returns>
    public static IReadOnlyDictionary<string, string?> Changes(
        IReadOnlyDictionary<string, string?> inherited, string home, IReadOnlyDictionary<string, string> values)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        var real = Homes.Select(name => inherited.GetValueOrDefault(name)).OfType<string>().Where(folder => folder.Length > 1).ToList();
        foreach (var name in inherited.Keys.Where(name => IsSettingsOf(real, name, inherited[name])))
            changes[name] = null;
        foreach (var name in Homes)
            changes[name] = home;
        foreach (var (name, folder) in Folders)
            changes[name] = Path.Combine(home, folder);
        foreach (var name in Exceptions)
            changes[name] = Local;
        foreach (var name in values.TryGetValue("ca-file", out var file) ? Authorities : [])
            changes[name] = file;
        foreach (var (name, value) in values)
            changes[RunValues.VariableOf(name)] = value;
        return changes;
    }

    // Such as npm_config_userconfig, DOCKER_CONFIG and KUBECONFIG. Others, such as DOTNET_ROOT, lead to the tools themselves.
    private static bool IsSettingsOf(List<string> homes, string name, string? value) =>
        (name.Contains("config", StringComparison.OrdinalIgnoreCase) || name.Contains("credential", StringComparison.OrdinalIgnoreCase))
        && homes.Exists(home => value?.StartsWith(home, StringComparison.Ordinal) == true);
}
