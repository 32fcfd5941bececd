using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Workflows;

/// <summary>Arazzo's reusable objects: <c>reference: $components.parameters.token</c>.</summary>
internal static class Components
{
    private const string Root = "$components.";

    /// <summary>
    /// Resolves a reference; other nodes are returned as they are. A <c>value</c> next to the reference overrides that of the parameter.
    /// </summary>
    /// <param name="kind">parameters, successActions or failureActions.</param>
    /// <returns>Null if the reference is broken, which is reported.</returns>
    public static Node? Resolve(SpecDocument document, Node item, string kind)
    {
        if (item is not MapNode map || map.Find("reference") is not { } reference)
            return item;
        var fields = new Fields(map, "a reference", document);
        var (text, value) = (fields.Text("reference"), kind is "parameters" ? fields.Optional("value") : null);
        fields.RejectOthers();
        if (text is null)
            return null;
        var prefix = $"{Root}{kind}.";
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
        {
            document.Problems.Malformed(reference.At, text, fields.Name("reference"), $"{prefix}NAME");
            return null;
        }

        var known = (document.Root["components"] as MapNode)?[kind] as MapNode;
        var found = known?[text[prefix.Length..]];
        if (found is null)
            document.Problems.UnknownName(reference.At, text[prefix.Length..], $"component under '{kind}'", [.. WorkflowNames.Keys(known)]);
        if (found is not MapNode parameter || value is null)
            return found;
        var entries = parameter.Entries.Where(entry => entry.Key is not "value").Append(new(value.At, "value", value));
        return new MapNode(parameter.At, entries.ToValueList());
    }
}
