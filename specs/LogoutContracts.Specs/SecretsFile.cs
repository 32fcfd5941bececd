using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs;

/// <summary>
/// A YAML file with the values for logging in: <c>set</c>, <c>other</c>, <c>credential</c>, <c>client</c> and <c>client-other</c>, each a
/// map of names to values. Sections at the top level apply to all contracts, those below a contract id to that contract.
/// </summary>
/// <param name="Values">In file order.</param>
public sealed record SecretsFile(ValueList<SecretValue> Values)
{
    /// <summary>The section with the login inputs.</summary>
    public const string Set = "set";

    /// <summary>The section with the login inputs of a second user.</summary>
    public const string Other = "other";

    /// <summary>The section with the credentials of a session that is already open.</summary>
    public const string Credential = "credential";

    /// <summary>The section with the <c>id</c> and the <c>secret</c> of the OAuth client.</summary>
    public const string Client = "client";

    /// <summary>The section with a second OAuth client.</summary>
    public const string ClientOther = "client-other";

    private static readonly string[] Sections = [Set, Other, Credential, Client, ClientOther];

    private static readonly string[] OfClients = ["id", "secret"];

    /// <summary>Reads the file.</summary>
    /// <returns>The values, or diagnostics, which quote names from the file but never values.</returns>
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
                problems.Add(
                    "no-map", other.At, "a list or a single value", $"one of {string.Join(", ", Sections)}, with names and values below it",
                    "write 'name: value' lines, indented below one of these");
                break;
            default:
                // Syntax errors quote the text around them, which may be a secret.
                foreach (var problem in syntax.All)
                {
                    problems.Add(
                        problem.Rule, problem.At, "invalid YAML (not shown, because it may be a secret)", "valid YAML",
                        "check this line; quote values with special characters");
                }

                break;
        }

        return problems.Any ? Parsed<SecretsFile>.Failed(problems.All) : Parsed<SecretsFile>.Of(new(values.ToValueList()));
    }

    private static void ReadMap(MapNode map, string? contract, List<SecretValue> values, DiagnosticList problems)
    {
        foreach (var entry in map.Entries)
        {
            if (entry.Value is not MapNode below)
            {
                problems.Add(
                    "no-map", entry.Value.At, $"no map below '{entry.Key}'", "names and values below it",
                    "write 'name: value' lines, indented below it");
            }
            else if (Sections.Contains(entry.Key, StringComparer.Ordinal))
            {
                ReadValues(below, contract, entry.Key, values, problems);
            }
            else if (contract is null)
            {
                ReadMap(below, entry.Key, values, problems);
            }
            else
            {
                problems.UnknownField(entry.At, entry.Key, $"'{contract}'", Sections);
            }
        }
    }

    private static void ReadValues(MapNode map, string? contract, string section, List<SecretValue> values, DiagnosticList problems)
    {
        foreach (var entry in map.Entries)
        {
            if (section is Client or ClientOther && !OfClients.Contains(entry.Key, StringComparer.Ordinal))
                problems.UnknownField(entry.At, entry.Key, $"'{section}'", OfClients);
            else if (entry.Value is ScalarNode { Kind: not ScalarKind.Null } scalar)
            {
                values.Add(new(contract, section, entry.Key, scalar.Text, entry.At));
            }
            else
            {
                problems.Add(
                    "no-text", entry.Value.At, $"no value for '{entry.Key}'", "a string",
                    "write the value after the name; quote it if it has special characters");
            }
        }
    }
}

/// <summary>A value in a secrets file.</summary>
/// <param name="Contract">The id of the contract that the value applies to; null for all.</param>
/// <param name="Section">One of the constants of <see cref="SecretsFile"/>.</param>
public sealed record SecretValue(string? Contract, string Section, string Name, string Value, Position At);
