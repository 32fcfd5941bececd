using System.Globalization;
using System.Text;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Mocks.Listing;

/// <summary>Writes a request as a curl command for a POSIX shell.</summary>
public static class CurlCommand
{
    /// <summary>Writes one command.</summary>
    /// <param name="options">curl options to put first, such as <c>-i</c>.</param>
    public static string Of(RenderedRequest request, string baseUrl, string options = "-i")
    {
        var line = new StringBuilder("curl ").Append(options);
        if (request.Method is "HEAD")
            line.Append(" --head");
        else if (request.Method is not "GET" || request.Body is not null)
            line.Append(" -X ").Append(request.Method);
        if (request.Target.AsSpan().ContainsAny("[]{}"))
            line.Append(" --globoff");
        line.Append(' ').Append(Quoted(baseUrl.TrimEnd('/') + request.Target));
        var form = MultipartForm.Fields(request);
        foreach (var header in request.Headers.Where(
            header => form is null || !header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            line.Append(" -H ").Append(Quoted(header.Value.Length == 0 ? $"{header.Name};" : $"{header.Name}: {header.Value}"));

        // curl writes the CRLF line ends of a multipart body itself; they are hard to write in a shell.
        if (form is not null)
            return form.Aggregate(line, (whole, field) => whole.Append(" --form-string ").Append(Quoted($"{field.Name}={field.Value}")))
                .ToString();

        // curl sends a body as application/x-www-form-urlencoded by default; an empty header removes the Content-Type.
        if (request.Body is not null
            && !request.Headers.Any(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            line.Append(" -H 'Content-Type:'");
        if (request.Body is not null)
            line.Append(" --data-raw ").Append(Quoted(request.Body));
        return line.ToString();
    }

    internal static string Quoted(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var c in text)
        {
            // A terminal interprets pasted control characters, so printf writes them. Newlines stay: command substitution strips trailing
            // newlines.
            _ = c switch
            {
                '\'' => quoted.Append(@"'\''"),
                '\n' => quoted.Append(c),
                _ when char.IsControl(c) => quoted.Append(CultureInfo.InvariantCulture, $"""'"$(printf '{Octal(c)}')"'"""),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('\'').ToString();
    }

    private static string Octal(char c) =>
        string.Concat(Encoding.UTF8.GetBytes([c]).Select(part => @$"\{Convert.ToString(part, 8).PadLeft(3, '0')}"));
}
