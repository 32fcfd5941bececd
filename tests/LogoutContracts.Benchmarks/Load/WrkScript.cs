using System.Text;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Benchmarks.Load;

/// <summary>Requests in Lua, as wrk wants them.</summary>
internal static class WrkScript
{
    public const string ResultMark = "measured";

    // Tabs part the columns of a line; nothing that we send holds one.
    private const char Tab = '\t';

    private const string Done = """

        function done(summary, latency)
          local errors = summary.errors
          print(string.format("%RESULT% %d %d %d %d %d", summary.requests, summary.duration,
            errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50), latency:percentile(99)))
        end
        """;

    /// <summary>One request over and over: wrk makes it once, and spends next to nothing on it.</summary>
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

    /// <summary>Many requests, in turn. They stand in a file, as a Lua program may not hold so many texts.</summary>
    /// <param name="linesFile">Has what <see cref="LineOf"/> makes of each.</param>
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

    public static string LineOf(RenderedRequest request) =>
        string.Concat(((string[])[request.Method, request.Target, request.Body ?? "", .. request.Headers.SelectMany(header => new[] { header.Name, header.Value })]).Select(part => part + Tab));

    private static string Ending => Done.Replace("%RESULT%", ResultMark, StringComparison.Ordinal);

    private static string Quoted(string text) => $"\"{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
