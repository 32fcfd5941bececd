namespace LogoutContracts.Specs.Yaml;

/// <summary>What a YAML or JSON file may contain.</summary>
/// <param name="File">The name for the positions of nodes; null for the file that is being read.</param>
/// <param name="MaxLength">The maximum file size, in bytes.</param>
/// <param name="AllowsAliases">Whether anchors, aliases and merge keys are expanded; otherwise they are errors.</param>
internal sealed record YamlProfile(string? File, int MaxLength, bool AllowsAliases)
{
    /// <summary>For files in our own formats.</summary>
    public static YamlProfile Strict { get; } = new(null, 1 << 20, AllowsAliases: false);

    /// <summary>For OpenAPI files, which may be a product's own.</summary>
    public static YamlProfile OpenApi(string? file = null) => new(file, 16 << 20, AllowsAliases: true);
}
