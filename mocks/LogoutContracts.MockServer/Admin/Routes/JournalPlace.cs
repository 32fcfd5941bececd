using System.Globalization;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>A place in the journal, as the id of an event.</summary>
/// <param name="Epoch">That of the journal; null if it is not known.</param>
/// <param name="Number">The number of an entry; 0 for the place before the first.</param>
internal sealed record JournalPlace(string? Epoch, long Number)
{
    /// <param name="id">The id of an event, or the number of an entry.</param>
    /// <returns>Null if it is neither.</returns>
    public static JournalPlace? TryParse(string? id)
    {
        var (epoch, number) = (id ?? "").Split('/') is [var before, var after] ? (before, after) : (null, id);
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? new(epoch, parsed) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}/{Number}");
}
