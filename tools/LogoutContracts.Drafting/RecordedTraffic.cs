using LogoutContracts.Drafting.Recording;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting;

/// <summary>The calls of a recording as they were sent, with all their values.</summary>
/// <param name="LeftOut">The number of other entries: files of web pages, preflights, requests without an answer.</param>
public sealed record RecordedTraffic(ValueList<RecordedCall> Calls, int LeftOut)
{
    /// <summary>Reads a recording in HTTP Archive format.</summary>
    /// <returns>Null if the file is not one.</returns>
    public static RecordedTraffic? Read(ReadOnlyMemory<byte> utf8) =>
        HarReader.Read(utf8) is { } exchanges ? new(exchanges.Select(Of).ToValueList(), HarReader.EntriesIn(utf8) - exchanges.Count) : null;

    private static RecordedCall Of(Exchange exchange)
    {
        var headers = exchange.RequestHeaders.Select(header => (header.Name, header.Text)).ToList();
        if (exchange.RequestType.Length > 0 && !Has("Content-Type"))
            headers.Add(("Content-Type", exchange.RequestType));
        if (exchange.Cookies.Count > 0 && !Has("Cookie"))
            headers.Add(("Cookie", string.Join("; ", exchange.Cookies.Select(cookie => $"{cookie.Name}={cookie.Text}"))));
        return new(
            exchange.Method, exchange.Url.PathAndQuery, headers.ToValueList(), exchange.RequestBody, exchange.Status,
            exchange.ResponseHeaders.SelectMany(header => header.Text.Split('\n').Select(line => (header.Name, line))).ToValueList(),
            exchange.ResponseBody);

        bool Has(string name) => headers.Exists(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>A recorded request and its answer.</summary>
/// <param name="Target">Path and query, percent-encoded.</param>
/// <param name="Body">Empty if there is none.</param>
public sealed record RecordedCall(
    string Method, string Target, ValueList<(string Name, string Value)> Headers, string Body, int Status,
    ValueList<(string Name, string Value)> AnswerHeaders, string AnswerBody);
