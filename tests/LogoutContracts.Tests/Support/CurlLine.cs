using System.Net;
using System.Text.RegularExpressions;

namespace LogoutContracts.Tests.Support;

/// <summary>Sends the request of a curl line that <c>serve</c> prints.</summary>
internal static partial class CurlLine
{
    private static readonly HttpClient Http = new();

    /// <summary>Understands only the options that <see cref="LogoutContracts.Mocks.Listing.CurlCommand"/> writes.</summary>
    public static async Task<HttpStatusCode> SendAsync(string curl)
    {
        var quoted = Quoted().Matches(curl)
            .ToLookup(match => match.Groups["option"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);
        var verb = Method().Match(curl) is { Success: true } method ? new HttpMethod(method.Groups["method"].Value) : HttpMethod.Get;
        using var request = new HttpRequestMessage(verb, quoted[""].Single());
        if (quoted["--data-raw"].FirstOrDefault() is { } body)
            request.Content = new StringContent(body);
        foreach (var (name, value) in quoted["-H"].Select(header => header.Split(": ", 2)).Select(parts => (parts[0], parts[1])))
        {
            if (name is "Content-Type")
                (request.Content ??= new ByteArrayContent([])).Headers.ContentType = new(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    [GeneratedRegex("(?:(?<option>-H|--data-raw) )?'(?<value>[^']*)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex("-X (?<method>[A-Z]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Method();
}
