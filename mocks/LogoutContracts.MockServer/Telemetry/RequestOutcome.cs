using LogoutContracts.MockServer.Overrides;

namespace LogoutContracts.MockServer.Telemetry;

/// <summary>
/// What telemetry says about a request. All values come from contracts, from overrides or from a fixed list, and none from the request: so
/// a client can neither add series nor leave a credential in one.
/// </summary>
/// <param name="Method">A known method, or <see cref="OtherMethod"/>.</param>
/// <param name="Route">The path template; null for an unknown path.</param>
/// <param name="Operation">Null if no operation has the method and path.</param>
/// <param name="Variant">Null if no variant has answered.</param>
/// <param name="Status">0 if the client gets no answer.</param>
/// <param name="Error">The kind of the fault, "fault" for one of a stub, or a status from 500; null for none of these.</param>
internal readonly record struct RequestOutcome(
    string Method, string? Route, string? Operation, string? Variant, int Status, string? Error)
{
    /// <summary>Stands for all methods that are not known, as the semantic conventions say.</summary>
    public const string OtherMethod = "_OTHER";

    private static readonly string[] KnownMethods =
        ["GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT"];

    /// <param name="method">As sent.</param>
    public static RequestOutcome Of(string method, string? route, string? operation, string? variant, int status, Fault? fault = null) =>
        new(Known(method), route, operation, variant, status, ErrorOf(status, fault));

    // Kestrel's strings for known methods are not always the same objects as ours.
    private static string Known(string method)
    {
        foreach (var known in KnownMethods)
        {
            if (string.Equals(known, method, StringComparison.Ordinal))
                return known;
        }

        return OtherMethod;
    }

    private static string? ErrorOf(int status, Fault? fault) => fault is not null and not Fault.Delay ? fault.Kind
        : status == 0 ? "fault" : status >= 500 ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
}
