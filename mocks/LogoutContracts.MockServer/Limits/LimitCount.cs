using System.Diagnostics;
using System.Globalization;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Limits;

/// <summary>How a request was counted; the default value if it was not.</summary>
/// <param name="Limit">Null if no limit counted it.</param>
/// <param name="Calls">The number of the client's requests in the window, including this one.</param>
/// <param name="Left">The time until the window ends.</param>
/// <param name="Now">When the request was counted.</param>
internal readonly record struct LimitCount(RateLimit? Limit, int Calls, TimeSpan Left, DateTimeOffset Now)
{
    public bool IsCounted => Limit is not null;

    public bool IsOver => Limit is not null && Calls > Limit.Calls;

    /// <param name="name">One of <see cref="LimitValues"/>.</param>
    public string ValueOf(string name) => name switch
    {
        LimitValues.Max => Text(Limit!.Calls),
        LimitValues.Remaining => Text(Math.Max(0, Limit!.Calls - Calls)),
        LimitValues.Wait => Text(Wait),
        LimitValues.Reset => Text(Now.ToUnixTimeSeconds() + Wait),
        LimitValues.ResetMilliseconds => Text((Now + Left).ToUnixTimeMilliseconds()),
        _ => throw new UnreachableException(),
    };

    private long Wait => (long)Math.Ceiling(Left.TotalSeconds);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
