using System.Runtime.CompilerServices;

namespace LogoutContracts.Testing;

/// <summary>Same as Snapshot.cs, but uses the Verify package.</summary>
internal static class Snapshot
{
    public static async Task Verify(string text, string name, [CallerFilePath] string source = "")
    {
        var settings = new VerifyTests.VerifySettings();
        settings.UseDirectory("Snapshots");
        settings.UseFileName(name);

        // Dates and ids are part of the contract.
        settings.DontScrubDateTimes();
        settings.DontScrubGuids();

        // Several cases of one test can have the same text, so they share one file.
        settings.DisableRequireUniquePrefix();

        // Verify replaces an empty string by a word, but not an empty target.
        await VerifyNUnit.Verifier.Verify(new VerifyTests.Target("txt", text.ReplaceLineEndings("\n").TrimEnd('\n')), settings, source);
    }
}
