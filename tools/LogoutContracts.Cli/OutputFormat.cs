using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogoutContracts.CommandLine;

/// <summary>The option <c>--format</c>, and JSON as all verbs write it.</summary>
internal static class OutputFormat
{
    private const string Text = "text";
    private const string Json = "json";

    public static Option<string> Option()
    {
        var option = new Option<string>("--format") { Description = "How to print: for a person, or for a program", DefaultValueFactory = _ => Text };
        option.AcceptOnlyFromAmong(Text, Json);
        return option;
    }

    public static bool IsJson(string? format) => string.Equals(format, Json, StringComparison.Ordinal);

    public static void WriteJson(this TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(json);
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }
}
