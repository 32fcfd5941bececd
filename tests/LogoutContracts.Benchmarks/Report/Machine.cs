using System.Globalization;
using System.Runtime.InteropServices;

namespace LogoutContracts.Benchmarks.Report;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores ({Processor()}), {memory} GB, {RuntimeInformation.OSDescription.Split(' ')[0]}, .NET {Environment.Version}");
    }

    /// <summary>Work that other processes do meanwhile spoils the numbers, and is worth a word.</summary>
    /// <returns>Processes that wanted a core, on average over the last minute; null where the system does not say.</returns>
    public static double? Load() => File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info) ? File.ReadLines(Info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
