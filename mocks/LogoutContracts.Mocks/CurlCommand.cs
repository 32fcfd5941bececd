using System.Globalization;
using System.Text;

namespace LogoutContracts.Mocks;

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
        line.Append(' ').Append(Quoted(baseUrl.TrimEnd('/') + request.Target));
        foreach (var header in request.Headers)
            line.Append(" -H ").Append(Quoted(header.Value.Length == 0 ? $"{header.Name};" : $"{header.Name}: {header.Value}"));

        // curl would call a body without Content-Type a form; an empty header takes that away.
        if (request.Body is not null && !request.Headers.Any(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            line.Append(" -H 'Content-Type:'");
        if (request.Body is not null)
            line.Append(" --data-binary ").Append(Quoted(request.Body));
        return line.ToString();
    }

    private static string Quoted(string text)
    {
        if (!text.Any(char.IsControl))
            return $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
        var quoted = new StringBuilder("$'");
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                '\'' or '\\' => quoted.Append('\\').Append(c),
                _ when char.IsControl(c) => quoted.Append(CultureInfo.InvariantCulture, $@"\x{(int)c:x2}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('\'').ToString();
    }
}
