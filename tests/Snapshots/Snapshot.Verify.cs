// The packages bring some of these as global usings; which ones depends on their versions.
#pragma warning disable IDE0005 // Using directive is unnecessary.
using System.Runtime.CompilerServices;
using VerifyNUnit;
using VerifyTests;

namespace LogoutContracts.Testing;

/// <summary>Same as Snapshot.cs, but uses the Verify package.</summary>
internal static class Snapshot
{
    public static async Task Verify(string text, string name, [CallerFilePath] string source = "")
    {
        var settings = new VerifySettings();
        settings.UseDirectory("Snapshots");
        settings.UseFileName(name);

        // Dates and ids are part of the contract.
        settings.DontScrubDateTimes();
        settings.DontScrubGuids();
        await Verifier.Verify(text, settings, source);
    }
}
