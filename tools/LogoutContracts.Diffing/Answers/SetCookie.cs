using System.Globalization;

namespace LogoutContracts.Diffing.Answers;

/// <summary>A Set-Cookie header of an answer.</summary>
/// <param name="Text">The whole value.</param>
/// <param name="IsDeletion">Whether a browser deletes the cookie at once.</param>
internal sealed record SetCookie(string Name, string Text, bool IsDeletion)
{
    // A fixed date, so that the result does not depend on the clock. Dates that delete a cookie are in 1970 or shortly after.
    private static readonly DateTimeOffset Past = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static SetCookie Parse(string header)
    {
        var parts = header.Split(';');
        return new(parts[0].Split('=')[0].Trim(), header, IsExpired([.. parts.Skip(1).Select(part => part.Trim())]));
    }

    // Max-Age takes precedence over Expires (RFC 6265, section 5.3).
    private static bool IsExpired(string[] attributes)
    {
        if (ValueOf(attributes, "max-age") is { } age)
            return long.TryParse(age, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && seconds <= 0;
        return ValueOf(attributes, "expires") is { } text
            && DateTimeOffset.TryParse(text.Replace('-', ' '), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                out var expires)
            && expires < Past;
    }

    private static string? ValueOf(string[] attributes, string name) =>
        attributes.LastOrDefault(part => part.StartsWith($"{name}=", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..];
}
