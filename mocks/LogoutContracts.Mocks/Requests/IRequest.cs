namespace LogoutContracts.Mocks.Requests;

/// <summary>What a rule may ask of a request. Implemented by structs and used as a type argument, so that asking costs nothing.</summary>
public interface IRequest
{
    /// <summary>A header that was sent several times counts as one, joined by commas, as HTTP has it.</summary>
    bool TryGetHeader(string name, out ReadOnlySpan<char> value);

    bool TryGetCookie(string name, out ReadOnlySpan<char> value);

    /// <summary>The value is decoded.</summary>
    bool TryGetQuery(string name, out ReadOnlySpan<char> value);
}
