using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Http;

/// <summary>A request and its response.</summary>
public sealed record Exchange(RenderedRequest Request, ReceivedResponse Response);

/// <summary>A response as it was received, with its body decoded as UTF-8.</summary>
/// <param name="Status">0 if there was no response.</param>
/// <param name="Headers">One per value: a header that was received several times occurs several times.</param>
public sealed record ReceivedResponse(int Status, ValueList<Header> Headers, string Body)
{
    /// <summary>Whether the body was valid UTF-8. Invalid bytes are U+FFFD in <see cref="Body"/>.</summary>
    public bool IsUtf8 { get; init; } = true;

    /// <summary>Stands for a missing response, for example after a refused connection.</summary>
    public static ReceivedResponse None { get; } = new(0, [], "");

    /// <summary>All values of a header, in the order received. Letter case of the name does not matter.</summary>
    public IEnumerable<string> ValuesOf(string header) =>
        Headers.Where(received => received.Name.Equals(header, StringComparison.OrdinalIgnoreCase)).Select(received => received.Value);
}
