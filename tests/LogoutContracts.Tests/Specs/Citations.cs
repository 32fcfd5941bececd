using LogoutContracts.Mocks.Listing;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Tests.Specs;

/// <summary>Readers can open the source that a basis cites.</summary>
public sealed class Citations
{
    private static IEnumerable<string> Contracts => SpecCatalog.BuiltIn.Select(contract => contract.Id);

    [TestCaseSource(nameof(Contracts))]
    public void A_source_is_a_line_of_a_file_at_a_commit_or_a_dated_page(string contract) => Bases(contract)
        .Where(basis => basis.Kind is not (BasisKind.Document or BasisKind.Assumption)).Select(basis => basis.Place)
        .Where(place => SourceLink.Of(place) is null)
        .Should().BeEmpty("each is 'owner/repository@commit path#L1-L2' or 'URL, heading, date'");

    [TestCaseSource(nameof(Contracts))]
    public void A_document_is_cited_by_its_heading_or_its_lines(string contract) => Bases(contract)
        .Where(basis => basis.Kind == BasisKind.Document).Select(basis => basis.Place)
        .Where(place => place.Contains('@') && SourceLink.Of(place) is null)
        .Should().BeEmpty();

    [TestCaseSource(nameof(Contracts))]
    public void An_assumption_says_what_it_rests_on(string contract) => Bases(contract)
        .Where(basis => basis is { Kind: BasisKind.Assumption, Place.Length: < 20 }).Should().BeEmpty();

    [TestCase("owner/repo@6aa440d path/to/file.ts#L1-L2", "https://github.com/owner/repo/blob/6aa440d/path/to/file.ts#L1-L2")]
    [TestCase("owner/repo@v1.0.0 a file.rb#L7", "https://github.com/owner/repo/blob/v1.0.0/a%20file.rb#L7")]
    [TestCase("https://example.com/a, A heading, 2026-11-28", "https://example.com/a")]
    [TestCase("owner/repo file.ts#L1", null)]
    [TestCase("owner/repo@6aa440d file.ts", null)]
    [TestCase("Server source, file.ts", null)]
    [TestCase("https://example.com/a, A heading", null)]
    [TestCase("https://example.com/a", null)]
    public void A_place_becomes_a_link(string place, string? url) => SourceLink.Of(place).Should().Be(url);

    private static List<BasisPart> Bases(string contract) =>
        [.. BasisSummary.PartsOf(SpecCatalog.BuiltIn.Single(known => string.Equals(known.Id, contract, StringComparison.Ordinal)))];
}
