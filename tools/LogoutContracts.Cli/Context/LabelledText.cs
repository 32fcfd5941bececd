namespace LogoutContracts.Cli.Context;

/// <summary>Prints texts behind labels.</summary>
internal static class LabelledText
{
    /// <summary>Prints a labelled paragraph, wrapped at spaces, with a hanging indent.</summary>
    public static void Write(TextWriter output, string label, string text, int indent, int width)
    {
        var line = $"  {label}".PadRight(indent);
        foreach (var word in ErrorText.Spaced(text).Split(' '))
        {
            if (line.Length > indent && line.TrimEnd().Length + 1 + word.Length > width)
            {
                output.WriteLine(line.TrimEnd());
                line = new(' ', indent);
            }

            line += $"{word} ";
        }

        output.WriteLine(line.TrimEnd());
    }
}
