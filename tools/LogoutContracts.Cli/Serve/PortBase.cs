using System.Globalization;
using System.Net;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Serve;

/// <summary>Which ports to serve on: the contracts' own, or all of them moved together.</summary>
/// <param name="Admin">The port that the others are counted from; 0: each takes a free one.</param>
internal readonly record struct PortBase(int Admin)
{
    /// <summary>Contracts have 9101 and up.</summary>
    private const int Own = 9100;

    public int Of(Contract contract) => Admin == 0 ? 0 : Admin + contract.Port - Own;

    /// <summary>The port that all contracts share where they do not have one each.</summary>
    public int Single => Admin == 0 ? 0 : Admin + 1;

    /// <param name="text">As on the command line; null: the contracts' own ports.</param>
    public static PortBase Parse(string? text, IEnumerable<Contract> started, bool single)
    {
        var highest = IPEndPoint.MaxPort - (single ? 1 : started.Max(contract => contract.Port - Own));
        if (text is null)
            return new(Own);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= highest ? new(port) : throw ServeErrors.PortBase(text, highest);
    }
}
