using System.Globalization;
using System.Runtime.InteropServices;

namespace LogoutContracts.Benchmarks.Report;

/// <summary>Describes the machine of the measurements.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores ({Processor()}), {memory} GB, "
            + $"{RuntimeInformation.OSDescription.Split(' ')[0]}, .NET {Environment.Version}");
    }

    /// <summary>The load average of the last minute: other processes distort the measurements.</summary>
    /// <returns>Null if the system does not provide it.</returns>
    public static double? Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
