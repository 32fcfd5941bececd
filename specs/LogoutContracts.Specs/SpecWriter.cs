using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs;

/// <summary>Writes a spec with its overlays as one file.</summary>
public static class SpecWriter
{
    /// <summary>Applies the overlays and writes the result.</summary>
    /// <param name="withOrigin">Whether each line ends with a comment that names the file and line that it comes from.</param>
    /// <returns>An OpenAPI file in YAML that contains the same contract; or the problems of the files.</returns>
    public static Parsed<string> Write(SpecFiles files, bool withOrigin = false)
    {
        var problems = new List<Diagnostic>();
        return SpecTree.Of(files, problems) is { } root
            ? Parsed<string>.Of(NodeYaml.Write(root, withOrigin ? at => at.In(files.Spec.Name) : null)) : Parsed<string>.Failed(problems);
    }
}
