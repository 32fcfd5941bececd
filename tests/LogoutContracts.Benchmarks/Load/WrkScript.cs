using System.Text;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Benchmarks.Load;

/// <summary>Writes Lua scripts that make wrk send given requests.</summary>
internal static class WrkScript
{
    public const string ResultMark = "measured";

    // Separates the columns of a line. Our requests contain no tabs.
    private const char Tab = '\t';

    private const string Done = """

        function done(summary, latency)
          local errors = summary.errors
          print(string.format("%RESULT% %d %d %d %d %d %d", summary.requests, summary.duration,
            errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50), latency:percentile(99),
            errors.status))
        end
        """;

    /// <summary>A script that repeats one request, which wrk formats only once.</summary>
    public static string Of(RenderedRequest request)
    {
        var script = new StringBuilder();
        script.Append("wrk.method = ").Append(Quoted(request.Method)).Append('\n');
        script.Append("wrk.path = ").Append(Quoted(request.Target)).Append('\n');
        foreach (var header in request.Headers)
            script.Append("wrk.headers[").Append(Quoted(header.Name)).Append("] = ").Append(Quoted(header.Value)).Append('\n');
        if (request.Body is not null)
            script.Append("wrk.body = ").Append(Quoted(request.Body)).Append('\n');
        return script.Append(Ending).ToString();
    }

    /// <summary>A script that sends many requests in turn. They are in a file, as Lua limits the number of constants.</summary>
    /// <param name="linesFile">A file with one line per request; see <see cref="LineOf"/>.</param>
    public static string OfMany(string linesFile) => $$"""
        local requests, count, last = {}, 0, 0

        function init(args)
          for line in io.lines({{Quoted(linesFile)}}) do
            local parts = {}
            for part in string.gmatch(line, "[^\t]*\t") do parts[#parts + 1] = string.sub(part, 1, -2) end
            local headers = { Host = wrk.headers["Host"] }
            for i = 4, #parts, 2 do headers[parts[i]] = parts[i + 1] end
            count = count + 1
            requests[count] = wrk.format(parts[1], parts[2], headers, parts[3] ~= "" and parts[3] or nil)
          end
        end

        function request()
          last = last % count + 1
          return requests[last]
        end

        """ + Ending;

    public static string LineOf(RenderedRequest request)
    {
        var headers = request.Headers.SelectMany(header => new[] { header.Name, header.Value });
        string[] columns = [request.Method, request.Target, request.Body ?? "", .. headers];
        return string.Concat(columns.Select(column => column + Tab));
    }

    /// <summary>The end of a script, which prints the result.</summary>
    public static string Ending => Done.Replace("%RESULT%", ResultMark, StringComparison.Ordinal);

    private static string Quoted(string text) =>
        $"\"{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
