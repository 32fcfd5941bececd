using LogoutContracts.Drift.Claims;
using LogoutContracts.Drift.Facts;
using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Comparing;

/// <summary>Finds the section of a page that describes an operation.</summary>
internal static class OperationSection
{
    /// <summary>
    /// The smallest section with all places of the path, or of the other facts if the path is not there; and as much around it as states no
    /// request to another path.
    /// </summary>
    /// <param name="claims">The claims of the operation.</param>
    public static PageSection Of(PageSearch search, IReadOnlyList<Claim> claims)
    {
        var sections = PageSection.Of(search.Page.Blocks);
        var path = claims.First(claim => claim.Kind == FactKind.Path);
        var places = search.PathPlaces(path).Select(place => place.Block).ToList();
        if (places.Count > 0)
        {
            var smallest = sections.Last(section => places.TrueForAll(section.Has));
            return sections.First(section => section.Has(smallest) && !HasForeign(search, path, section, smallest));
        }

        // Names are found anywhere; a method or a status alone says little.
        var named = claims.Where(claim => claim.Kind is FactKind.Header or FactKind.Parameter or FactKind.Example)
            .Select(claim => search.Find(claim, sections[0])?.Block).OfType<int>().ToList();
        return sections.Last(section => named.TrueForAll(section.Has));
    }

    private static bool HasForeign(PageSearch search, Claim path, PageSection section, PageSection own) =>
        search.Facts.Any(fact => fact.Kind == FactKind.Path && section.Has(fact.Block) && !own.Has(fact.Block)
            && !PathText.IsSame(path.Operation!.Path, fact.Name));
}
