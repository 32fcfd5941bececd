using System.Text;
using LogoutContracts.Cli.Diff;
using LogoutContracts.Diffing;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Diffing;

/// <summary>Contracts to compare: the text of a spec, and the same text with edits.</summary>
internal static class DiffedSpecs
{
    public static string Shop { get; } = File.ReadAllText(SourceTree.PathOf("tests/LogoutContracts.Tests/Diffing/shop.yaml"));

    public static Contract Read(string text) => SpecReader.Read("openapi.yaml", Encoding.UTF8.GetBytes(text), null).Require();

    public static string Edited(string text, params ReadOnlySpan<(string Old, string New)> edits)
    {
        foreach (var (old, @new) in edits)
        {
            text.Should().Contain(old);
            text = text.Replace(old, @new, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Compares as the command does.</summary>
    public static ContractDifference Compare(Contract old, Contract @new) =>
        ContractDiff.Between([old], [@new], new() { MoreRequests = NegativeRequests.Of });
}
