using System.ComponentModel;
using System.Diagnostics;

namespace LogoutContracts.Cli.Pages;

/// <summary>Opens pages in the user's browser.</summary>
internal static class BrowserWindow
{
    /// <summary>Opens a page, and does not wait for the browser.</summary>
    /// <returns>Null, or a warning if there is no browser to open.</returns>
    public static string? Open(Uri page)
    {
        var command = OperatingSystem.IsWindows() ? "explorer" : OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        try
        {
            using var started = Process.Start(new ProcessStartInfo(command)
            {
                ArgumentList = { page.AbsoluteUri },
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            return null;
        }
        catch (Exception e) when (e is Win32Exception or PlatformNotSupportedException)
        {
            return $"warning: cannot open a browser with '{command}'; open {page.AbsoluteUri} yourself.";
        }
    }
}
