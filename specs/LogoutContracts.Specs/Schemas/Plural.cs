using System.Globalization;

namespace LogoutContracts.Specs.Schemas;

internal static class Plural
{
    public static string Of(int count) => count.ToString(CultureInfo.InvariantCulture);

    public static string Of(int count, string one, string? many = null) => $"{Of(count)} {(count == 1 ? one : many ?? one + "s")}";
}
