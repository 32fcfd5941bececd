using System.Globalization;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs;

/// <summary>What must hold between the specs that are used together, and between a spec and the folder that it lies in.</summary>
public static class SpecSet
{
    public static ValueList<Diagnostic> Check(IReadOnlyList<SpecSetMember> members)
    {
        var problems = new List<Diagnostic>();
        foreach (var (index, member) in members.Index())
        {
            var file = new DiagnosticList(member.Spec.Name);
            var earlier = members.Take(index).ToList();
            if (earlier.Find(other => string.Equals(other.Contract.Id, member.Contract.Id, StringComparison.Ordinal)) is { } sameId)
                file.Add("duplicate-id", At(member, "id"), $"the id '{member.Contract.Id}', which {sameId.Spec.Name} has too", "an id of its own for each contract", "rename one of them, and its folder");
            if (earlier.Find(other => other.Contract.Port == member.Contract.Port) is { } samePort)
            {
                file.Add(
                    "duplicate-port", At(member, "port"), string.Create(CultureInfo.InvariantCulture, $"port {member.Contract.Port}, which {samePort.Spec.Name} has too"),
                    "a port of its own for each contract", string.Create(CultureInfo.InvariantCulture, $"take another one, such as {FreePort(members)}"));
            }

            if (member.Folder is { } folder && !string.Equals(folder, member.Contract.Id, StringComparison.Ordinal))
                file.Add("folder-name", At(member, "id"), $"the id '{member.Contract.Id}' in a folder '{folder}'", "a folder that is named like the contract", "rename one of the two");
            problems.AddRange(file.All);
        }

        return problems.ToValueList();
    }

    private static int FreePort(IReadOnlyList<SpecSetMember> members) => Enumerable.Range(9101, 899).First(port => members.All(member => member.Contract.Port != port));

    private static Position At(SpecSetMember member, string field) =>
        YamlComposer.Compose(member.Spec.Utf8.Span, new DiagnosticList(member.Spec.Name)) is { } root ? JsonPointer.PositionOf(root, $"/x-contract/{field}") : Position.Start;
}

/// <param name="Folder">Name of the folder that the spec lies in; null where it may lie anywhere.</param>
public sealed record SpecSetMember(TextFile Spec, Contract Contract, string? Folder);
