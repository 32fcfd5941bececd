namespace LogoutContracts.Drafting.Recording;

/// <summary>Reads URL-encoded forms and queries.</summary>
internal static class FormText
{
    public static IEnumerable<NamedText> Parse(string text) => text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
    {
        var parts = pair.Split('=', 2);
        return new NamedText(Decoded(parts[0]), parts.Length > 1 ? Decoded(parts[1]) : "");
    });

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
