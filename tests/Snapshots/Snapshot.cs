using System.Runtime.CompilerServices;
using System.Text;

namespace LogoutContracts.Testing;

/// <summary>
/// Compares text with an approved file in the folder Snapshots beside the test. Names and format are those of Verify
/// (<c>name.verified.txt</c>, <c>name.received.txt</c>, UTF-8, LF), so Verify can read the same files.
/// </summary>
internal static class Snapshot
{
    /// <summary>If 1, received text is approved. Review the diff before you commit.</summary>
    private const string AcceptVariable = "LOGOUT_CONTRACTS_ACCEPT";

    /// <param name="name">The file name without <c>.verified.txt</c>.</param>
    /// <exception cref="AssertionException">
    /// The text differs from the approved one, or there is no approved one. The received file is then beside it.
    /// </exception>
    public static async Task Verify(string text, string name, [CallerFilePath] string source = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(source)!, "Snapshots");
        var verified = Path.Combine(folder, $"{name}.verified.txt");
        var received = Path.Combine(folder, $"{name}.received.txt");
        var actual = text.ReplaceLineEndings("\n").TrimEnd('\n');
        var expected = File.Exists(verified) ? (await File.ReadAllTextAsync(verified)).ReplaceLineEndings("\n").TrimEnd('\n') : null;
        if (string.Equals(actual, expected, StringComparison.Ordinal))
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(folder);
        if (Environment.GetEnvironmentVariable(AcceptVariable) is "1")
        {
            await WriteWhole(verified, actual);
            File.Delete(received);
            return;
        }

        await WriteWhole(received, actual);
        Assert.Fail(Message(name, verified, received, expected, actual));
    }

    private static async Task WriteWhole(string path, string text)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        await File.WriteAllTextAsync(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        File.Move(temporary, path, overwrite: true);
    }

    private static string Message(string name, string verified, string received, string? expected, string actual) => $"""
        Snapshot '{name}' {(expected is null ? "is not approved yet" : "has changed")}.
          approved: {verified}
          received: {received}
          to do:    fix the code; or approve the new text: copy the received file over the approved one, or run with {AcceptVariable}=1.

        {(expected is null ? actual : FirstDifference(expected, actual))}
        """;

    private static string FirstDifference(string expected, string actual)
    {
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        var line = 0;
        while (line < before.Length && line < after.Length && string.Equals(before[line], after[line], StringComparison.Ordinal))
            line++;
        return $"""
            First difference, in line {line + 1}:
              approved: {(line < before.Length ? before[line] : "(end)")}
              received: {(line < after.Length ? after[line] : "(end)")}
            """;
    }
}
