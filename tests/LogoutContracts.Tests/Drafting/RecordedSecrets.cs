using System.Text;
using System.Text.RegularExpressions;

namespace LogoutContracts.Tests.Drafting;

/// <summary>The secrets of a recording that <see cref="RecordedFlows"/> made.</summary>
internal static class RecordedSecrets
{
    // A password, and what servers issue.
    private const int ShortestSecret = 8;
    private const int ShortestPart = 6;

    /// <summary>Checks that a text has no recorded secret: whole, encoded or in part.</summary>
    public static void AreNotIn(string text, string har)
    {
        var secrets = In(har).ToList();
        secrets.Should().NotBeEmpty();
        foreach (var form in secrets.SelectMany(FormsOf))
        {
            for (var i = 0; i + ShortestPart <= form.Length; i++)
            {
                // A password of one of our mocks contains this word, which drafts need.
                if (form.Substring(i, ShortestPart) is var part && !"password".Contains(part, StringComparison.Ordinal))
                    text.Should().NotContain(part);
            }
        }
    }

    /// <summary>Passwords, tokens and cookies, by the names of fields, headers and cookies in our mocks.</summary>
    private static IEnumerable<string> In(string har) => Regex.Matches(
        har,
        @"(?:\\u0022(?:\w*token|password|sessionId)\\u0022: ?\\u0022|name=\\u0022(?:token|password)\\u0022\\r\\n\\r\\n"
            + @"|JSESSIONID=|SID=|Bearer |Basic |code=|password=|token=)(?<secret>[A-Za-z0-9|_=-]+)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)
        .Select(match => match.Groups["secret"].Value).Append(RecordedFlows.ClientSecret).Where(secret => secret.Length >= ShortestSecret)
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> FormsOf(string secret) =>
        [secret, Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=')];
}
