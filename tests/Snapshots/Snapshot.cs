using System.Runtime.CompilerServices;
using System.Text;

namespace LogoutContracts.Testing;

/// <summary>
/// Compares a text with an approved one that lies in the folder Snapshots beside the test. The files are Verify's own (<c>name.verified.txt</c>, <c>name.received.txt</c>, UTF-8, LF), so that
/// Verify can take over without a change to them.
/// </summary>
internal static class Snapshot
{
    /// <summary>Set to 1, it approves whatever is received; look at the diff before you commit.</summary>
    private const string AcceptVariable = "LOGOUT_CONTRACTS_ACCEPT";

    /// <param name="name">Of the file, without its endings.</param>
    /// <exception cref="AssertionException">The text is not the approved one, or none is approved yet. What was received lies beside it then.</exception>
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
          to do:    mend the code, or, where the new text is right, approve it: copy the received file over the other, or run the tests with {AcceptVariable}=1.

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
