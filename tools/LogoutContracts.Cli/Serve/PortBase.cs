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

    /// <summary>The first port that needs no privileges.</summary>
    private const int LowestPort = 1024;

    /// <summary>The offset of the first folder of stubs; the contracts have smaller ones.</summary>
    private const int FirstStubs = 50;

    public int Of(Contract contract) => Admin == 0 ? 0 : Admin + contract.Port - Own;

    /// <summary>The port of the folder of stubs with this index.</summary>
    public int OfStubs(int index) => Admin == 0 ? 0 : Admin + FirstStubs + index;

    /// <summary>The port for <c>--single-port</c>.</summary>
    public int Single => Admin == 0 ? 0 : Admin + 1;

    /// <param name="text">As on the command line; null: use the contracts' own ports.</param>
    /// <param name="stubs">The number of folders of stubs.</param>
    /// <exception cref="Context.UserErrorException">
    /// The text is not a number, or moves a port below <see cref="LowestPort"/> or beyond 65535.
    /// </exception>
    public static PortBase Parse(string? text, IReadOnlyList<Contract> started, bool single, int stubs = 0)
    {
        if (text is null)
            return new(Own);
        var offsets = single ? [0, 1]
            : started.Select(contract => contract.Port - Own).Concat(Enumerable.Range(FirstStubs, stubs)).Append(0).ToList();
        var (lowest, highest) = (LowestPort - offsets.Min(), IPEndPoint.MaxPort - offsets.Max());
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && (port == 0 || (port >= lowest && port <= highest))
            ? new(port)
            : throw ServeErrors.PortBase(text, lowest, highest);
    }
}
