using System.Diagnostics;
using System.Globalization;

namespace LogoutContracts.Tests.Support.Machine;

/// <summary>Sends signals to processes of the tests.</summary>
internal static class Signal
{
    /// <param name="signal">Such as TERM.</param>
    public static async Task SendAsync(this Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
