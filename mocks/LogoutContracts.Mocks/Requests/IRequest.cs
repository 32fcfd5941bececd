namespace LogoutContracts.Mocks.Requests;

/// <summary>
/// The parts of a request that rules match. Implemented by structs and used as a type argument: no boxing, no virtual calls.
/// </summary>
public interface IRequest
{
    /// <summary>Finds a header. Repeated headers are joined with commas (RFC 9110, section 5.2).</summary>
    bool TryGetHeader(string name, out ReadOnlySpan<char> value);

    /// <summary>Finds a cookie; names are case-sensitive.</summary>
    bool TryGetCookie(string name, out ReadOnlySpan<char> value);

    /// <summary>Finds a query parameter; its value is decoded.</summary>
    bool TryGetQuery(string name, out ReadOnlySpan<char> value);

    /// <summary>A decoded segment of the path; the one before the first slash has the index 0. Empty if the path is shorter.</summary>
    ReadOnlySpan<char> Segment(int index);
}
