#pragma warning disable IDE0005 // Using directive is unnecessary: the packages bring some of these as global usings, from version to version others.
using System.Runtime.CompilerServices;
using VerifyNUnit;
using VerifyTests;

namespace LogoutContracts.Testing;

/// <summary>The same as Snapshot.cs, by Verify.</summary>
internal static class Snapshot
{
    public static async Task Verify(string text, string name, [CallerFilePath] string source = "")
    {
        var settings = new VerifySettings();
        settings.UseDirectory("Snapshots");
        settings.UseFileName(name);

        // In a contract, dates and ids are the contract.
        settings.DontScrubDateTimes();
        settings.DontScrubGuids();
        await Verifier.Verify(text, settings, source);
    }
}
