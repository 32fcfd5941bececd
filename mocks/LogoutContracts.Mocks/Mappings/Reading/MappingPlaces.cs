using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LogoutContracts.Mocks.Mappings.Json;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Names mappings by their places.</summary>
internal static class MappingPlaces
{
    /// <summary>File and line.</summary>
    public static string Of(PlacedJson mapping) => string.Create(CultureInfo.InvariantCulture, $"{mapping.File}:{mapping.At.Line}");

    /// <summary>An id for a mapping without one: the same each time the same file is read.</summary>
    public static Guid IdOf(PlacedJson mapping)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{mapping.File}:{mapping.At}");
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(place)).AsSpan(0, 16));
    }
}
