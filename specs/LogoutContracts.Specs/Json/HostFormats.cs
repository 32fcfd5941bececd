namespace LogoutContracts.Specs.Json;

/// <summary>
/// Host names (RFC 1123) and IP addresses (RFC 2673, RFC 4291). The parsers of System.Net would also accept '1' or '[::1]:80'.
/// </summary>
internal static class HostFormats
{
    public static bool IsHostname(ReadOnlySpan<char> text)
    {
        if (text.Length > 253)
            return false;
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                    return false;
            }
        }

        return true;
    }

    public static bool IsIpv4(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            var number = 0;
            foreach (var c in part)
                number = char.IsAsciiDigit(c) && number < 256 ? (number * 10) + (c - '0') : 256;
            if (part.Length == 0 || number > 255 || (part.Length > 1 && part[0] == '0'))
                return false;
            parts++;
        }

        return parts == 4;
    }

    public static bool IsIpv6(ReadOnlySpan<char> text)
    {
        var gap = text.IndexOf("::");
        if (gap < 0)
            return Groups(text, mayEndInIpv4: true) == 8;
        var before = text[..gap];
        var after = text[(gap + 2)..];
        var first = before.IsEmpty ? 0 : Groups(before, mayEndInIpv4: false);
        var last = after.IsEmpty ? 0 : Groups(after, mayEndInIpv4: true);
        return first >= 0 && last >= 0 && first + last <= 7;
    }

    private static int Groups(ReadOnlySpan<char> text, bool mayEndInIpv4)
    {
        var groups = 0;
        foreach (var range in text.Split(':'))
        {
            var group = text[range];
            if (mayEndInIpv4 && range.End.Value == text.Length && IsIpv4(group))
                groups += 2;
            else if (group.Length is >= 1 and <= 4 && IsHexadecimal(group))
                groups++;
            else
                return -1;
        }

        return groups;
    }

    private static bool IsHexadecimal(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }

        return true;
    }
}
