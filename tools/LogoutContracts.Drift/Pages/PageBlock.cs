using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Pages;

/// <summary>A part of a page, without markup.</summary>
/// <remarks>Blocks overlap: a code literal is also part of its paragraph or cell.</remarks>
public sealed record PageBlock(BlockKind Kind, LocatedText Text)
{
    /// <summary>For a heading: 1 for the highest level.</summary>
    public int Level { get; init; }

    /// <summary>For a code block its language, for a cell the title of its column, for a tag its name; otherwise empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>For a cell: its column, from 0.</summary>
    public int Column { get; init; } = -1;

    /// <summary>For a cell: whether all of it is code.</summary>
    public bool IsCode { get; init; }

    /// <summary>The attributes of a tag.</summary>
    public ValueList<TagValue> Attributes { get; init; } = [];

    /// <summary>The value of an attribute of a tag, or null.</summary>
    internal string? Attribute(string name) =>
        Attributes.FirstOrDefault(attribute => attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}

/// <summary>What a part of a page is.</summary>
public enum BlockKind
{
    Prose,
    Heading,

    /// <summary>A strong text, the title of a tab, a term, or a paragraph of a few words.</summary>
    Title,
    ColumnTitle,
    Cell,

    /// <summary>A code literal in a text.</summary>
    Code,
    CodeBlock,

    /// <summary>An element with attributes, such as GitBook's <c>{% swagger method="post" %}</c>.</summary>
    Tag,

    /// <summary>A file that the page includes; the text is its name.</summary>
    Include,
}

/// <summary>An attribute of a tag.</summary>
public sealed record TagValue(string Name, string Value);
