namespace LogoutContracts.Diffing.Answers;

/// <summary>A difference in one part of an answer.</summary>
/// <param name="Part">Such as <c>header Location</c> or <c>body /data/userId</c>.</param>
/// <param name="Old">The old value as text; empty if there was none.</param>
/// <param name="New">The new value as text; empty if there is none.</param>
internal sealed record PartDifference(PartChange Change, string Part, string Old, string New)
{
    public bool IsInBody => Part.StartsWith("body", StringComparison.Ordinal);

    /// <summary>The part, if it is a header; otherwise null.</summary>
    public string? Header => Part.StartsWith("header ", StringComparison.Ordinal) ? Part : null;
}

/// <summary>How a part of an answer differs.</summary>
internal enum PartChange
{
    Added,
    Removed,

    /// <summary>The same value under another name; the part is the new name.</summary>
    Renamed,

    /// <summary>Another JSON type or media type.</summary>
    Type,

    /// <summary>Another value that programs read: a number, a truth value, a value of the session, a cookie or an address.</summary>
    Value,

    /// <summary>Other text.</summary>
    Text,

    /// <summary>A cookie that the answer deleted, and no longer does.</summary>
    CookieKept,
}
