using System.Globalization;

namespace LogoutContracts.Benchmarks.Processes;

/// <summary>The processor times of processes on Linux, with a resolution of 10 ms.</summary>
internal static class ProcessTimes
{
    private const int Parent = 1;
    private const int UserTime = 11;
    private const int SystemTime = 12;
    private const int UserTimeOfEnded = 13;
    private const int SystemTimeOfEnded = 14;

    /// <summary>The processor time of one process since its start.</summary>
    public static TimeSpan Of(int process) => Sum(FieldsOf(process), UserTime, SystemTime);

    /// <summary>The same for a process and its children, also those that have ended.</summary>
    public static TimeSpan OfTree(int process)
    {
        while (true)
        {
            // A child that ends meanwhile would be missed: its parent gets its time then.
            var ended = EndedIn(process);
            var sum = Of(process) + ended;
            foreach (var child in ChildrenOf(process))
                sum += child;
            if (EndedIn(process) == ended)
                return sum;
        }
    }

    /// <exception cref="InvalidOperationException">The process is not on this machine.</exception>
    public static int ParentOf(int process)
    {
        try
        {
            return (int)Number(FieldsOf(process)[Parent]);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"There is no process {process} on this machine.", e);
        }
    }

    private static TimeSpan EndedIn(int process) => Sum(FieldsOf(process), UserTimeOfEnded, SystemTimeOfEnded);

    private static List<TimeSpan> ChildrenOf(int process)
    {
        var times = new List<TimeSpan>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var other)
                    && FieldsOf(other) is var fields && Number(fields[Parent]) == process)
                    times.Add(Sum(fields, UserTime, SystemTime));
            }
            catch (IOException)
            {
                // It has ended.
            }
        }

        return times;
    }

    // The fields after the name, which may contain any characters, and ends at the last parenthesis.
    private static string[] FieldsOf(int process)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static TimeSpan Sum(string[] fields, params ReadOnlySpan<int> indexes)
    {
        const double TicksPerSecond = 100;
        var ticks = 0L;
        foreach (var index in indexes)
            ticks += Number(fields[index]);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
