using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Detection;

/// <summary>A credential of the drafted contract.</summary>
/// <param name="Carriers">Where requests carry it; empty if only operations that say so read it.</param>
/// <param name="Opened">Where the login gives it; null if unknown.</param>
/// <param name="Source">The JSON pointer to what the file says about the carriers; null if they are assumed.</param>
internal sealed record DraftCredential(string Name, ValueList<string> Carriers, OpenedValue? Opened, string? Source)
{
    /// <summary>A text with 256 bits in base64url, which fits most tokens.</summary>
    public const string DefaultFormat = "[A-Za-z0-9_-]{43}";

    public string Format { get; init; } = DefaultFormat;

    /// <summary>What follows the value of a cookie in the login's answer.</summary>
    public string CookieAttributes { get; init; } = "; Path=/; HttpOnly";

    /// <summary>Whether it is the same for all sessions of a user.</summary>
    public bool IsPerUser { get; init; }

    /// <summary>The credential under another name, which its carriers have, too.</summary>
    public DraftCredential Renamed(string name) => this with
    {
        Name = name,
        Carriers = Carriers.Select(carrier => carrier.Replace($"{{{Name}}}", $"{{{name}}}", StringComparison.Ordinal)).ToValueList(),
    };
}
