using System.Buffers.Text;
using System.Text;
using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Recording;

/// <summary>The secrets of a recording. Texts that contain one, or a part of one, are not written to a draft.</summary>
internal sealed class Secrets
{
    // Shorter texts cannot be told from ordinary words.
    private const int ShortestPart = 6;
    private const int ShortestToken = 16;

    private static readonly string[] Words =
        ["token", "secret", "password", "passwd", "pwd", "pass", "key", "apikey", "authorization", "cookie", "session", "sid", "jwt", "otp",
            "code",
        "csrf", "xsrf", "nonce", "signature", "hash", "credential", "credentials", "auth"];

    private readonly HashSet<string> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> whole = new(StringComparer.Ordinal);

    /// <summary>Adds a secret, and its encodings.</summary>
    public void Add(string secret)
    {
        if (secret.Length == 0 || !whole.Add(secret))
            return;
        foreach (var form in new[] { secret, Uri.EscapeDataString(secret), Uri.UnescapeDataString(secret), Base64(secret),
            Base64UrlOf(secret) })
        {
            for (var i = 0; i + ShortestPart <= form.Length; i++)
                parts.Add(form.Substring(i, ShortestPart));
        }
    }

    /// <summary>Adds the words of a header, and the name and password in one with the scheme Basic.</summary>
    public void AddHeader(string value)
    {
        foreach (var word in value.Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("Bearer" or "Basic")))
        {
            Add(word);
            var buffer = new byte[word.Length];
            if (Convert.TryFromBase64String(word, buffer, out var length)
                && Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2) is [_, var password])
                Add(password);
        }
    }

    /// <summary>Whether a name indicates a secret value.</summary>
    public static bool IsSecretName(string name) => NameWords.Of(name).Any(word => Array.IndexOf(Words, word) >= 0
        || word.EndsWith("token", StringComparison.Ordinal) || word.EndsWith("sessid", StringComparison.Ordinal)
        || word.EndsWith("sessionid", StringComparison.Ordinal));

    /// <summary>Whether a text may be written: it contains no secret or part of one, and does not look like one.</summary>
    public bool IsHarmless(string text)
    {
        if (whole.Contains(text) || LooksRandom(text))
            return false;
        for (var i = 0; i + ShortestPart <= text.Length; i++)
        {
            if (parts.Contains(text.Substring(i, ShortestPart)))
                return false;
        }

        return true;
    }

    /// <summary>Whether the name of a property may be written. Names such as "password" may be parts of a bad password.</summary>
    public bool IsHarmlessName(string name) => !whole.Contains(name) && !LooksRandom(name);

    /// <summary>Whether a word of the text is long and mixes letters and digits, or is very long.</summary>
    private static bool LooksRandom(string text) => text.Split([' ', '/', ',', '"', '\'', '=', ':', ';', '?', '&'])
        .Any(word => word.Length >= 40
            || (word.Length >= ShortestToken && word.Any(char.IsAsciiDigit) && word.Any(char.IsAsciiLetter) && !IsDate(word)));

    private static bool IsDate(string word) =>
        DateTimeOffset.TryParse(word, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=');

    private static string Base64UrlOf(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
