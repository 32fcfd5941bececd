using LogoutContracts.Drift.Claims;
using LogoutContracts.Drift.Facts;
using LogoutContracts.Drift.Pages;

namespace LogoutContracts.Drift.Comparing;

/// <summary>Looks for the facts of a contract on a page.</summary>
/// <remarks>
/// It is generous: a name counts wherever it stands, also in a sentence. So only a fact that is nowhere is lost. Methods and statuses,
/// which are short, must be in the section of their operation.
/// </remarks>
internal sealed class PageSearch(DocumentPage page, IReadOnlyList<PageFact> facts)
{
    private readonly List<(PageFact Fact, IReadOnlyDictionary<string, string> Leaves)> examples =
        [.. facts.Where(fact => fact.Kind == FactKind.Example).Select(fact => (fact, JsonText.Leaves(fact.Json!.Value)))];

    private readonly ILookup<int, PageFact> byBlock = facts.ToLookup(fact => fact.Block);

    public DocumentPage Page => page;

    private PageSection Whole => new(0, page.Blocks.Count);

    public IReadOnlyList<PageFact> Facts => facts;

    /// <summary>The examples of the page in JSON, with their values.</summary>
    public IReadOnlyList<(PageFact Fact, IReadOnlyDictionary<string, string> Leaves)> Examples => examples;

    /// <summary>The values of an example; null for other facts.</summary>
    public IReadOnlyDictionary<string, string>? LeavesOf(PageFact fact) =>
        fact.Kind == FactKind.Example ? examples.Find(each => ReferenceEquals(each.Fact, fact)).Leaves : null;

    /// <summary>The blocks that state the path of a claim's operation.</summary>
    public IReadOnlyList<FoundPlace> PathPlaces(Claim claim) => [.. Places(Whole, (block, i) => PathIn(claim, block, i))];

    /// <summary>Where the page has a claim; null if it does not.</summary>
    public FoundPlace? Find(Claim claim, PageSection section) => claim.Kind switch
    {
        FactKind.Method => Places(section, (block, i) => MethodIn(claim, block, i)).FirstOrDefault(),
        FactKind.Status => Places(section, (block, _) => StatusIn(claim.Name, block)).FirstOrDefault(),
        FactKind.Path => PathPlaces(claim) is [var first, ..] ? first : null,
        FactKind.Header => Anywhere(claim.Token.Length > 0 ? claim.Token : claim.Name, StringComparison.OrdinalIgnoreCase),
        FactKind.Parameter => Anywhere(claim.Name, StringComparison.Ordinal),
        FactKind.MediaType => Anywhere(claim.Name, StringComparison.OrdinalIgnoreCase)
            ?? MediaTypeWord(claim.Name.Split('/', '+')[^1]),
        FactKind.Example => Example(claim.Example!),
        _ => Heading(claim.Name),
    };

    private FoundPlace? Anywhere(string name, StringComparison comparison) =>
        Places(Whole, (block, _) => LineOf(block, Tokens.IndexOf(block.Text.Text, name, comparison))).FirstOrDefault();

    // "JSON" is enough, but not the "json" in "logout.json".
    private FoundPlace? MediaTypeWord(string subtype) => Places(Whole, (block, _) =>
        Tokens.IndexOf(block.Text.Text, subtype, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            && (at == 0 || block.Text.Text[at - 1] is not ('.' or '/')) ? block.Text.LineAt(at) : null).FirstOrDefault();

    private FoundPlace? Example(ClaimedExample example)
    {
        if (example.Leaves is null)
        {
            var words = Tokens.Words(example.Text);
            return Places(
                Whole, (block, _) => Tokens.HasWords(Tokens.Words(block.Text.Text), words) ? block.Text.Line : null).FirstOrDefault();
        }

        return examples.Where(each => example.IsIn(each.Leaves)).Select(each => new FoundPlace(each.Fact.Block, each.Fact.Line))
            .FirstOrDefault();
    }

    private FoundPlace? Heading(string name)
    {
        string[] spellings = [name, CitedHeadings.WithoutRemark(name)];
        var words = spellings.Select(Tokens.Words).ToList();
        return Places(Whole, (block, _) =>
            IsTitle(block) && Tokens.Words(block.Text.Text) is var title && words.Exists(each => Tokens.HasWords(title, each))
                ? block.Text.Line : null).FirstOrDefault();
    }

    private static bool IsTitle(PageBlock block) => block.Kind switch
    {
        BlockKind.Heading or BlockKind.Title or BlockKind.ColumnTitle or BlockKind.Cell or BlockKind.Code => true,
        BlockKind.CodeBlock => !block.Text.Text.TrimEnd().Contains('\n', StringComparison.Ordinal) && JsonText.Of(block.Text.Text) is null,
        _ => false,
    };

    private int? PathIn(Claim claim, PageBlock block, int index)
    {
        var template = claim.Operation!.Path;
        if (PathText.In(block.Text.Text).FirstOrDefault(path => PathText.IsSame(template, path.Path)) is { } found)
            return block.Text.LineAt(found.Index);
        var isStated = PathText.Whole(block.Text.Text) is { } whole && PathText.IsSame(template, whole);
        return isStated || byBlock[index].Any(fact => fact.Kind == FactKind.Path && PathText.IsSame(template, fact.Name))
            ? block.Text.Line : null;
    }

    private int? MethodIn(Claim claim, PageBlock block, int index)
    {
        // The method of another path is not this operation's.
        var foreign = PathText.In(block.Text.Text).Where(path => !PathText.IsSame(claim.Operation!.Path, path.Path))
            .Select(path => path.MethodIndex).ToHashSet();
        foreach (var (method, at) in MethodText.In(block.Text.Text))
        {
            if (string.Equals(method, claim.Name, StringComparison.Ordinal) && !foreign.Contains(at))
                return block.Text.LineAt(at);
        }

        return block.Kind == BlockKind.Tag && byBlock[index].Any(fact => fact.Kind == FactKind.Method
            && string.Equals(fact.Name, claim.Name, StringComparison.Ordinal)) ? block.Text.Line : null;
    }

    private static int? StatusIn(string status, PageBlock block)
    {
        foreach (var (number, at) in StatusText.Numbers(block.Text.Text))
        {
            if (string.Equals(number, status, StringComparison.Ordinal))
                return block.Text.LineAt(at);
        }

        return null;
    }

    private static int? LineOf(PageBlock block, int index) => index < 0 ? null : block.Text.LineAt(index);

    private IEnumerable<FoundPlace> Places(PageSection section, Func<PageBlock, int, int?> lineIn)
    {
        for (var i = section.Start; i < section.End; i++)
        {
            if (page.Blocks[i].Kind != BlockKind.Include && lineIn(page.Blocks[i], i) is { } line)
                yield return new(i, line);
        }
    }
}

/// <summary>A place on a page.</summary>
/// <param name="Block">The index of the block.</param>
internal sealed record FoundPlace(int Block, int Line);
