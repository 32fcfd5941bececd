using System.Globalization;
using System.Net;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Serve;

/// <summary>The ports to serve on: the contracts' own, or all moved by the same offset.</summary>
/// <param name="Admin">The admin port, from which the others are counted; 0: use a free port for each.</param>
internal readonly record struct PortBase(int Admin)
{
    /// <summary>The default admin port; contracts have ports from 9101.</summary>
    private const int Own = 9100;

    public int Of(Contract contract) => Admin == 0 ? 0 : Admin + contract.Port - Own;

    /// <summary>The port for <c>--single-port</c>.</summary>
    public int Single => Admin == 0 ? 0 : Admin + 1;

    /// <param name="text">As on the command line; null: use the contracts' own ports.</param>
    /// <exception cref="Context.UserErrorException">The text is not a number, or moves a port beyond 65535.</exception>
    public static PortBase Parse(string? text, IEnumerable<Contract> started, bool single)
    {
        var highest = IPEndPoint.MaxPort - (single ? 1 : started.Max(contract => contract.Port - Own));
        if (text is null)
            return new(Own);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= highest
            ? new(port)
            : throw ServeErrors.PortBase(text, highest);
    }
}
