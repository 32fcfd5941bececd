using System.Text;
using LogoutContracts.Verification.Reports.Wording;

namespace LogoutContracts.Cli.Context;

/// <summary>Writes text that may come from a target, so that it cannot control the terminal or the CI system that reads the log.</summary>
/// <remarks>It writes whole lines; <see cref="Flush"/> writes an incomplete one.</remarks>
internal sealed class VisibleWriter(TextWriter output) : TextWriter
{
    private readonly StringBuilder line = new();

    public override Encoding Encoding => output.Encoding;

    public override void Write(char value)
    {
        line.Append(value);
        if (value == '\n')
            WriteOut();
    }

    public override void Write(string? value)
    {
        foreach (var character in value ?? "")
            Write(character);
    }

    public override void Flush()
    {
        WriteOut();
        output.Flush();
    }

    private void WriteOut()
    {
        output.Write(VisibleText.Of(line.ToString()).ReplaceLineEndings(output.NewLine));
        line.Clear();
    }
}
