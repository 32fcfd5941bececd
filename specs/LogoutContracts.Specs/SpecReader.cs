using System.Globalization;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Layers;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Contracts;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Reading.Workflows;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs;

/// <summary>Parses specs into contracts. Does not read files itself.</summary>
public static class SpecReader
{
    /// <summary>Parses a spec and its workflows.</summary>
    /// <param name="file">The name of the spec, for messages.</param>
    /// <param name="spec">The content of the spec, in UTF-8.</param>
    /// <param name="workflows">The contract's Arazzo file, or null.</param>
    public static Parsed<Contract> Read(string file, ReadOnlySpan<byte> spec, TextFile? workflows = null) =>
        Read(new SpecFiles(new(file, spec.ToArray()), workflows));

    /// <summary>Parses a spec with the file that it extends and its overlays, and its workflows.</summary>
    public static Parsed<Contract> Read(SpecFiles files)
    {
        var (file, workflows) = (files.Spec.Name, files.Workflows);
        var ofLayers = new List<Diagnostic>();
        var root = SpecTree.Of(files, ofLayers);
        var problems = new DiagnosticList(file);
        var contract = root is null ? null : ContractOf(new(file, root, problems));
        var workflowProblems = new DiagnosticList(workflows?.Name ?? file);
        if (workflows is not null
            && Compose(workflows.Name, workflows.Utf8.Span, workflowProblems, takesExtensions: true) is { } arazzo)
        {
            var sequences = WorkflowReader.Read(arazzo, contract);
            if (contract is not null)
                contract = contract with { Workflows = sequences };
        }

        var all = ofLayers.Concat(problems.All).Concat(workflowProblems.All).ToList();
        return contract is null || all.Count > 0 ? Parsed<Contract>.Failed(all) : Parsed<Contract>.Of(contract);
    }

    /// <summary>Checks an Arazzo file without its contract.</summary>
    public static ValueList<Diagnostic> Check(TextFile workflows)
    {
        var problems = new DiagnosticList(workflows.Name);
        if (Compose(workflows.Name, workflows.Utf8.Span, problems, takesExtensions: true) is { } arazzo)
            WorkflowReader.Read(arazzo, null);
        return problems.Any ? Parsed<Contract>.Failed(problems.All).Diagnostics : [];
    }

    /// <summary>The URL of the OpenAPI document in an Arazzo file's source descriptions, or null.</summary>
    public static string? SourceOf(TextFile workflows) =>
        Compose(workflows.Name, workflows.Utf8.Span, new(workflows.Name)) is { } arazzo
            ? WorkflowNames.Of(arazzo.Root).Sources.Select(source => source.Url).FirstOrDefault(url => url.Length > 0) : null;

    /// <summary>The spec that an overlay extends.</summary>
    /// <returns>The value of <c>extends</c>, or the problems of the overlay.</returns>
    public static Parsed<string> ExtendsOf(TextFile overlay)
    {
        var problems = new DiagnosticList(overlay.Name);
        return OverlayReader.Read(overlay, problems) is { } read ? Parsed<string>.Of(read.Extends) : Parsed<string>.Failed(problems.All);
    }

    /// <summary>Reads a map from YAML or JSON.</summary>
    /// <returns>The values as JSON, or diagnostics if the file is not a map.</returns>
    public static Parsed<IReadOnlyDictionary<string, string>> ReadValues(TextFile file)
    {
        var problems = new DiagnosticList(file.Name);
        if (Compose(file.Name, file.Utf8.Span, problems) is not { } document)
            return Parsed<IReadOnlyDictionary<string, string>>.Failed(problems.All);
        var values = document.Root.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.ToJson(), StringComparer.Ordinal);
        return Parsed<IReadOnlyDictionary<string, string>>.Of(values);
    }

    private static SpecDocument? Compose(string file, ReadOnlySpan<byte> utf8, DiagnosticList problems, bool takesExtensions = false)
    {
        switch (YamlComposer.Compose(utf8, problems))
        {
            case MapNode root:
                return new(file, root, problems, takesExtensions);
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
        ExtensionNames.Check(document);
        if (contract is null || paths is null)
            return null;

        var id = contract.Text("id");
        if (id is not null && !IsId(id))
            document.Problems.Malformed(contract.PositionOf("id"), id, contract.Name("id"), "lowercase letters, digits and inner hyphens");
        var port = contract.Integer("port", 9101, 9999);
        var source = DocumentOf(contract.OptionalMap("document"), document);
        var releases = ReleasesOf(contract.OptionalMap("releases"), document);
        var sessions = SessionReader.Read(contract.RequiredMap("session"), releases, document);
        sessions = sessions is null ? null : sessions with
        {
            Accounts = AccountReader.Read(contract.OptionalMap("users"), document),
            Renews = RenewalScan.Finds(paths.Map),
            Clients = AccountReader.ReadClients(contract.OptionalMap("clients"), document),
        };
        var limits = RateLimitReader.Read(contract.OptionalMap("rateLimits"), document);
        var headers = CommonHeaderReader.Read(contract.OptionalMap("headers"), releases, document);
        var questions = contract.Texts("questions").Select(question => new OpenQuestion(question.Text, question.At)).ToValueList();
        contract.RejectOthers();
        if (sessions is null)
            return null;

        var reader = new PathReader(document, sessions, releases, limits);
        var items = reader.Read(paths.Map);
        ContractChecks.Check(document, sessions, releases, reader, items);
        RateLimitChecks.Check(document, limits, items);
        AccountReader.Check(document, contract, items);
        return title is null || id is null || port is null
            ? null : new(id, title, document.File, port.Value, source, releases, sessions, items, [])
            {
                RateLimits = limits,
                Headers = headers,
                Questions = questions,
                IdAt = contract.PositionOf("id"),
                PortAt = contract.PositionOf("port"),
            };
    }

    private static bool IsId(string id) =>
        id.Length > 0 && id.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-') && id[0] != '-' && id[^1] != '-';

    private static SourceDocument? DocumentOf(Fields? fields, SpecDocument document)
    {
        if (fields is null)
            return null;
        var (title, url, retrieved, sha256) = (fields.Text("title"), fields.Text("url"), fields.Text("retrieved"), fields.Text("sha256"));
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"))
            document.Problems.Malformed(fields.PositionOf("url"), url, fields.Name("url"), "an http or https URL");
        if (retrieved is not null
            && !DateOnly.TryParseExact(retrieved, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            document.Problems.Malformed(fields.PositionOf("retrieved"), retrieved, fields.Name("retrieved"), "a date, such as 2026-11-20");
        if (sha256 is not null && !(sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)))
            document.Problems.Malformed(fields.PositionOf("sha256"), sha256, fields.Name("sha256"), "64 lowercase hexadecimal digits");
        fields.RejectOthers();
        return title is null || url is null || retrieved is null || sha256 is null ? null : new(title, url, retrieved, sha256);
    }

    private static Releases ReleasesOf(Fields? fields, SpecDocument document)
    {
        if (fields is null)
            return Releases.None;
        fields.Required("known");
        var known = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (var (release, at) in fields.Texts("known"))
        {
            if (!known.TryAdd(release, at))
                document.Problems.Duplicate(at, release, "release", known[release]);
        }

        var byDefault = fields.Text("default");
        if (byDefault is not null && fields.Map["known"] is not null && !known.ContainsKey(byDefault))
            document.Problems.UnknownName(fields.PositionOf("default"), byDefault, "known release", known.Keys);
        fields.RejectOthers();
        return new(byDefault, known.Keys.ToValueList());
    }
}
