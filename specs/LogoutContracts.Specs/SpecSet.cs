using System.Globalization;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs;

/// <summary>Checks that specs can be used together, and that each has the name of its folder.</summary>
public static class SpecSet
{
    /// <summary>Checks the members.</summary>
    /// <returns>The problems, in the order of the members.</returns>
    public static ValueList<Diagnostic> Check(IReadOnlyList<SpecSetMember> members)
    {
        var problems = new List<Diagnostic>();
        foreach (var (index, member) in members.Index())
        {
            var file = new DiagnosticList(member.Spec.Name);
            var earlier = members.Take(index).ToList();
            if (earlier.Find(other => string.Equals(other.Contract.Id, member.Contract.Id, StringComparison.Ordinal)) is { } sameId)
            {
                file.Add(
                    "duplicate-id", member.Contract.IdAt, $"the id '{member.Contract.Id}', which {sameId.Spec.Name} also uses",
                    "a unique id per contract", "rename one of the contracts and its folder");
            }

            if (earlier.Find(other => other.Contract.Port == member.Contract.Port) is { } samePort)
            {
                file.Add(
                    "duplicate-port", member.Contract.PortAt,
                    string.Create(CultureInfo.InvariantCulture, $"port {member.Contract.Port}, which {samePort.Spec.Name} also uses"),
                    "a unique port per contract",
                    string.Create(CultureInfo.InvariantCulture, $"use another port, such as {FreePort(members)}"));
            }

            if (member.Folder is { } folder && !string.Equals(folder, member.Contract.Id, StringComparison.Ordinal))
            {
                file.Add(
                    "folder-name", member.Contract.IdAt, $"the id '{member.Contract.Id}' in the folder '{folder}'",
                    "a folder with the contract's id as its name", "rename one of the two");
            }

            problems.AddRange(file.All);
        }

        return problems.ToValueList();
    }

    private static int FreePort(IReadOnlyList<SpecSetMember> members) =>
        Enumerable.Range(9101, 899).First(port => members.All(member => member.Contract.Port != port));
}

/// <summary>A spec and its parsed contract.</summary>
/// <param name="Folder">The name of the spec's folder; null if the name does not matter.</param>
public sealed record SpecSetMember(TextFile Spec, Contract Contract, string? Folder);
