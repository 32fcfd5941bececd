using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs;

/// <summary>A file of what logins are made with, in YAML: <c>set</c>, <c>other</c> and <c>credential</c>, each a map of names to texts, for all contracts or, below a contract's id, for one.</summary>
/// <param name="Values">In the order of the file.</param>
public sealed record SecretsFile(ValueList<SecretValue> Values)
{
    /// <summary>Inputs of the login.</summary>
    public const string Set = "set";

    /// <summary>The same of a second user.</summary>
    public const string Other = "other";

    /// <summary>Parts of a session that was opened elsewhere.</summary>
    public const string Credential = "credential";

    private static readonly string[] Sections = [Set, Other, Credential];

    /// <summary>Reads the file.</summary>
    /// <returns>Its values; or diagnostics, none of which repeats what the file says, but for names.</returns>
    public static Parsed<SecretsFile> Read(TextFile file)
    {
        var problems = new DiagnosticList(file.Name);
        var syntax = new DiagnosticList(file.Name);
        var values = new List<SecretValue>();
        switch (YamlComposer.Compose(file.Utf8.Span, syntax))
        {
            case MapNode root:
                ReadMap(root, null, values, problems);
                break;
            case { } other:
                problems.Add("no-map", other.At, "something else than a map", "'set', 'other' or 'credential' with names and values below", "write 'name: value' lines, indented below one of these");
                break;
            default:
                // What is wrong with YAML is told with the text around it, and that may be a secret.
                foreach (var problem in syntax.All)
                    problems.Add(problem.Rule, problem.At, "something that is no YAML here (it is not repeated)", "YAML", "look at this place; quote values with special characters");
                break;
        }

        return problems.Any ? Parsed<SecretsFile>.Failed(problems.All) : Parsed<SecretsFile>.Of(new(values.ToValueList()));
    }

    private static void ReadMap(MapNode map, string? contract, List<SecretValue> values, DiagnosticList problems)
    {
        foreach (var entry in map.Entries)
        {
            if (entry.Value is not MapNode below)
                problems.Add("no-map", entry.Value.At, $"no map below '{entry.Key}'", "names and values below it", "write 'name: value' lines, indented below it");
            else if (Sections.Contains(entry.Key, StringComparer.Ordinal))
                ReadValues(below, contract, entry.Key, values, problems);
            else if (contract is null)
                ReadMap(below, entry.Key, values, problems);
            else
                problems.UnknownField(entry.At, entry.Key, $"'{contract}'", Sections);
        }
    }

    private static void ReadValues(MapNode map, string? contract, string section, List<SecretValue> values, DiagnosticList problems)
    {
        foreach (var entry in map.Entries)
        {
            if (entry.Value is ScalarNode { Kind: not ScalarKind.Null } scalar)
                values.Add(new(contract, section, entry.Key, scalar.Text, entry.At));
            else
                problems.Add("no-text", entry.Value.At, $"no text as '{entry.Key}'", "a text", "write the value behind the name; quote it where it has special characters");
        }
    }
}

/// <param name="Contract">Id of the contract that it is for; null: all.</param>
/// <param name="Section"><see cref="SecretsFile.Set"/>, <see cref="SecretsFile.Other"/> or <see cref="SecretsFile.Credential"/>.</param>
public sealed record SecretValue(string? Contract, string Section, string Name, string Value, Position At);
