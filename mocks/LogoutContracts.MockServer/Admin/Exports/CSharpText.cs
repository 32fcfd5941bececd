using System.Text.Encodings.Web;

namespace LogoutContracts.MockServer.Admin.Exports;

/// <summary>Writes texts as literals of C#, in which placeholders stand for expressions.</summary>
internal sealed class CSharpText
{
    private readonly Dictionary<string, string> expressions = new(StringComparer.Ordinal);

    /// <summary>
    /// A placeholder for an expression. It has letters and digits only, so that it can be a part of a header, a path, a form or JSON.
    /// </summary>
    public string Placeholder(string expression)
    {
        var placeholder = string.Create(null, $"zq{expressions.Count}expressionzq");
        expressions.Add(placeholder, expression);
        return placeholder;
    }

    /// <summary>The text as a literal; an interpolated one if it has placeholders.</summary>
    public string Literal(string text)
    {
        var literal = Plain(text);
        if (!expressions.Keys.Any(placeholder => literal.Contains(placeholder, StringComparison.Ordinal)))
            return literal;
        if (expressions.TryGetValue(text, out var whole))
            return whole;
        literal = literal.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        return "$" + expressions.Aggregate(
            literal, (all, known) => all.Replace(known.Key, $"{{{known.Value}}}", StringComparison.Ordinal));
    }

    /// <summary>The text as a literal. The escapes of JSON mean the same in C#.</summary>
    public static string Plain(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
