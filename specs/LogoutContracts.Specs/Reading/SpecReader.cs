using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading;

/// <summary>Text to contract. Pure: the caller brings the bytes.</summary>
public static class SpecReader
{
    /// <param name="file">How messages call the spec.</param>
    /// <param name="spec">The spec, UTF-8.</param>
    /// <param name="workflows">The Arazzo file beside it, if there is one.</param>
    public static Parsed<Contract> Read(string file, ReadOnlySpan<byte> spec, TextFile? workflows = null)
    {
        var problems = new DiagnosticList(file);
        var contract = Compose(file, spec, problems) is { } document ? ContractOf(document) : null;
        var workflowProblems = new DiagnosticList(workflows?.Name ?? file);
        if (workflows is not null && Compose(workflows.Name, workflows.Utf8.Span, workflowProblems) is { } arazzo)
        {
            var sequences = WorkflowReader.Read(arazzo, contract);
            if (contract is not null)
                contract = contract with { Workflows = sequences };
        }

        var all = problems.All.Concat(workflowProblems.All).ToList();
        return contract is null || all.Count > 0 ? Parsed<Contract>.Failed(all) : Parsed<Contract>.Of(contract);
    }

    private static SpecDocument? Compose(string file, ReadOnlySpan<byte> utf8, DiagnosticList problems)
    {
        switch (YamlComposer.Compose(utf8, problems))
        {
            case MapNode root:
                return new(file, root, problems);
            case { } other:
                problems.NoMap(other.At, SpecDocument.Found(other), "the document");
                return null;
            default:
                return null;
        }
    }

    private static Contract? ContractOf(SpecDocument document)
    {
        var root = new Fields(document.Root, "the document", document);
        if (root.Required("openapi") is { } version && version is not ScalarNode { Text: ['3', '.', '1', '.', ..] })
            document.Problems.NotOpenApi31(version.At, SpecDocument.Found(version));
        var title = root.RequiredMap("info")?.Text("title");
        var contract = root.RequiredMap("x-contract");
        var paths = root.RequiredMap("paths");
        ExtensionNames.Check(document.Root, document);
        if (contract is null || paths is null)
            return null;

        var id = contract.Text("id");
        if (id is not null && !IsId(id))
            document.Problems.Malformed(contract.PositionOf("id"), id, "'id' of x-contract", "lower-case letters, digits and hyphens");
        var port = contract.Integer("port", 9101, 9999);
        var source = DocumentOf(contract.RequiredMap("document"));
        var releases = ReleasesOf(contract.OptionalMap("releases"), document);
        var sessions = SessionReader.Read(contract.RequiredMap("session"), document);
        contract.RejectOthers();
        if (sessions is null)
            return null;

        var items = new PathReader(document, sessions, releases).Read(paths.Map);
        ContractChecks.Check(document, sessions, releases, items, contract.Map);
        return title is null || id is null || port is null || source is null
            ? null : new(id, title, document.File, port.Value, source, releases, sessions, items, []);
    }

    private static bool IsId(string id) => id.Length > 0 && id.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-') && id[0] != '-' && id[^1] != '-';

    private static SourceDocument? DocumentOf(Fields? fields)
    {
        if (fields is null)
            return null;
        var (title, url, retrieved, sha256) = (fields.Text("title"), fields.Text("url"), fields.Text("retrieved"), fields.Text("sha256"));
        fields.RejectOthers();
        return title is null || url is null || retrieved is null || sha256 is null ? null : new(title, url, retrieved, sha256);
    }

    private static Releases ReleasesOf(Fields? fields, SpecDocument document)
    {
        if (fields is null)
            return Releases.None;
        var known = fields.Texts("known").Select(release => release.Text).ToValueList();
        var byDefault = fields.Text("default");
        if (byDefault is not null && !known.Contains(byDefault, StringComparer.Ordinal))
            document.Problems.UnknownName(fields.PositionOf("default"), byDefault, "release", known);
        fields.RejectOthers();
        return new(byDefault, known);
    }
}

/// <summary>A file that somebody has read.</summary>
/// <param name="Name">How messages call it.</param>
public sealed record TextFile(string Name, ReadOnlyMemory<byte> Utf8);
