namespace LogoutContracts.Mocks.Requests;

/// <summary>Lets rules match a request that has not been sent.</summary>
public readonly struct RenderedRequestView(RenderedRequest request) : IRequest
{
    public bool TryGetHeader(string name, out ReadOnlySpan<char> value)
    {
        var values = request.Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value).ToList();
        value = string.Join(", ", values);
        return values.Count > 0;
    }

    public bool TryGetCookie(string name, out ReadOnlySpan<char> value)
    {
        if (TryGetHeader("Cookie", out var header))
            return CookieHeader.TryFind(header, name, out value);
        value = default;
        return false;
    }

    public bool TryGetQuery(string name, out ReadOnlySpan<char> value)
    {
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        return QueryText.TryFind(question < 0 ? "" : request.Target[question..], name, out value);
    }

    public ReadOnlySpan<char> Segment(int index) => Uri.UnescapeDataString(PathText.Segment(request.Target.Split('?')[0], index));
}
