using System.Text.RegularExpressions;
using System.Xml;

namespace LogoutContracts.MockServer.Admin;

/// <summary>ISO 8601 durations without years and months, whose length varies.</summary>
internal static partial class Iso8601
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (!Duration().IsMatch(text))
            return false;
        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
    }

    public static string Text(TimeSpan duration) => XmlConvert.ToString(duration);

    [GeneratedRegex(
        "^P(?!$)([0-9]+D)?(T(?!$)([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]+)?S)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Duration();
}
