using System.Text.Json;

namespace LogoutContracts.Drift.Facts;

/// <summary>Something that a page states about an API, in a place that is made for it: a table, an example, a code literal.</summary>
/// <param name="Name">The method, path, header, parameter or status; for an example its text.</param>
/// <param name="Block">The index of its block on the page.</param>
internal sealed record PageFact(FactKind Kind, string Name, int Block, int Line)
{
    /// <summary>For a path: the method before it; null if there is none.</summary>
    public string? Method { get; init; }

    /// <summary>For an example: its JSON.</summary>
    public JsonElement? Json { get; init; }
}

/// <summary>What a fact is about.</summary>
public enum FactKind
{
    Method,
    Path,
    Header,

    /// <summary>A parameter in the path, the query, the cookies or the body of a request.</summary>
    Parameter,
    Status,

    /// <summary>The media type of a response.</summary>
    MediaType,
    Example,

    /// <summary>The title of the page, or a heading that the contract cites.</summary>
    Heading,
}
