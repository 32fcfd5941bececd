using System.Globalization;
using System.Text.RegularExpressions;
using LogoutContracts.Tests.Support.Machine;

namespace LogoutContracts.Tests.Docs.Running;

/// <summary>
/// Maps the ports 9100 to 9299 of the pages to 200 free ports per page. These have four digits too, so that tables keep their widths.
/// </summary>
internal sealed partial class PagePorts
{
    private const int Written = 9100;
    private const int Count = 200;
    private const int Lowest = 2000;
    private const int Ranges = 35;

    private static int next = Environment.ProcessId;

    private PagePorts(int first) => First = first;

    /// <summary>The port that replaces 9100.</summary>
    public int First { get; }

    /// <param name="commands">All commands of the page.</param>
    public static PagePorts For(string commands)
    {
        var needed = Enumerable.Range(0, 6).Concat(Port().Matches(commands).Select(match => Number(match) - Written)).Distinct().ToList();
        for (var attempt = 0; attempt < Ranges; attempt++)
        {
            var first = Lowest + ((Interlocked.Increment(ref next) & int.MaxValue) % Ranges * Count);
            if (needed.All(offset => LocalPort.IsFree(first + offset)))
                return new(first);
        }

        throw new InvalidOperationException("No range of ports is free.");
    }

    public string InCommand(string command) =>
        Port().Replace(command, match => (First + Number(match) - Written).ToString(CultureInfo.InvariantCulture));

    public string InOutput(string output) =>
        Local().Replace(output, match => Number(match) - First is >= 0 and < Count and var offset
            ? (Written + offset).ToString(CultureInfo.InvariantCulture) : match.Value);

    private static int Number(Match match) => int.Parse(match.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=127\.0\.0\.1:|--port-base )9[12][0-9]{2}\b")]
    private static partial Regex Port();

    [GeneratedRegex(@"(?<=127\.0\.0\.1:)[0-9]{4}\b")]
    private static partial Regex Local();
}
