using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Http;

/// <summary>A request and what came back.</summary>
public sealed record Exchange(RenderedRequest Request, ReceivedResponse Response);

/// <param name="Headers">As received, a header that came several times as several.</param>
public sealed record ReceivedResponse(int Status, ValueList<Header> Headers, string Body)
{
    /// <summary>Whether the bytes of the body were UTF-8; those that were not are U+FFFD in <see cref="Body"/>.</summary>
    public bool IsUtf8 { get; init; } = true;

    /// <summary>What came back where nothing did: the connection was refused.</summary>
    public static ReceivedResponse None { get; } = new(0, [], "");

    public IEnumerable<string> ValuesOf(string header) => Headers.Where(received => received.Name.Equals(header, StringComparison.OrdinalIgnoreCase)).Select(received => received.Value);
}
