using System.Text;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Generate;

/// <summary>A Markdown list of links to the sources of a contract.</summary>
public static class SourcesList
{
    /// <summary>The marker below the list.</summary>
    public const string End = "<!-- /sources -->";

    /// <summary>The marker above the list of a contract.</summary>
    public static string Start(string contract) => $"<!-- sources:{contract} -->";

    public static string Of(MockPlan plan)
    {
        var list = new StringBuilder();
        if (plan.Contract.Document is { } document)
            list.Append($"- [{document.Title}]({document.Url}) (the document, read {document.Retrieved})\n");
        var places = BasisSummary.PartsOf(plan.Contract)
            .Where(part => part.Kind != BasisKind.Assumption && SourceLink.Of(part.Place) is not null)
            .Select(part => (part.Place, Kind: part.Kind.InSpecWords())).Distinct().OrderBy(source => source.Place, StringComparer.Ordinal);
        foreach (var (place, kind) in places)
            list.Append($"- [{place.Replace("[", "\\[", StringComparison.Ordinal)}]({SourceLink.Of(place)}) ({kind})\n");
        return list.ToString();
    }
}
