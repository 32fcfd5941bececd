using System.Text;
using LogoutContracts.Drift;
using LogoutContracts.Drift.Findings;
using LogoutContracts.Drift.Readers;
using LogoutContracts.Specs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Drift;

/// <summary>Pages of documentation that we wrote about the built-in contracts.</summary>
internal static class DriftPages
{
    public static IEnumerable<string> Names => ["crafter.rst", "edin.rst", "laravel.html", "rocketchat.md", "symphony.md"];

    public static string TextOf(string page) =>
        File.ReadAllText(SourceTree.PathOf("tests", "LogoutContracts.Tests", "Drift", "Pages", page)).ReplaceLineEndings("\n");

    /// <summary>Compares the contract that a page is named after with a text.</summary>
    public static DriftResult Compare(string page, string text)
    {
        var id = Path.GetFileNameWithoutExtension(page);
        var contract = SpecCatalog.BuiltIn.Single(known => string.Equals(known.Id, id, StringComparison.Ordinal));
        return DocumentDrift.Of(contract, PageReader.Read(page, Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The findings as <c>rule id line</c>, without included files.</summary>
    public static IEnumerable<string> Findings(string page, string text) => Compare(page, text).Findings
        .Where(finding => finding.Rule != DriftRule.IncludedFile)
        .Select(finding => $"{finding.Rule.Id} {finding.Id} {finding.PageLine}".TrimEnd());
}
