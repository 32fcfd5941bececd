using System.Globalization;
using System.Text;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Mocks.Listing;

/// <summary>Writes a request as a line for a POSIX shell.</summary>
public static class CurlCommand
{
    /// <param name="options">Before everything else, such as <c>-i</c>.</param>
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
        foreach (var header in request.Headers.Where(header => form is null || !header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            line.Append(" -H ").Append(Quoted(header.Value.Length == 0 ? $"{header.Name};" : $"{header.Name}: {header.Value}"));

        // A form's lines end as no shell likes to write them; curl makes them itself.
        if (form is not null)
            return form.Aggregate(line, (whole, field) => whole.Append(" --form-string ").Append(Quoted($"{field.Name}={field.Value}"))).ToString();

        // curl would call a body without Content-Type a form; an empty header takes that away.
        if (request.Body is not null && !request.Headers.Any(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
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
            // A terminal would act on a control character that is pasted, so printf makes it; but a shell takes newlines from the end of what a command prints.
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

    private static string Octal(char c) => string.Concat(Encoding.UTF8.GetBytes([c]).Select(part => @$"\{Convert.ToString(part, 8).PadLeft(3, '0')}"));
}
