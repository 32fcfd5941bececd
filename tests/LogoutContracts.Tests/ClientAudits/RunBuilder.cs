using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.ClientAudit.Scenarios;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Tests.ClientAudits;

/// <summary>Composes what a run of a client would show. Each call takes a millisecond; times are in milliseconds.</summary>
internal sealed class RunBuilder(string scenario = "success")
{
    public static readonly ObservedToken Token = new(1, "token", "sha256:1");
    public static readonly ObservedToken Renewed = new(1, "token", "sha256:2");
    public static readonly ObservedToken Other = new(2, "token", "sha256:3");

    private readonly List<ObservedCall> calls = [];

    public RunBuilder Login(int at, ObservedToken? token = null, ClientStep step = ClientStep.All) =>
        Add(at, call => call with { Text = "POST /login", OpensSession = true, Tokens = [token ?? Token], Step = step });

    public RunBuilder Call(int at, ObservedToken? token = null, int status = 200, ClientStep step = ClientStep.All, bool isAgain = false) =>
        Add(at, call => call with
        {
            Text = "GET /me",
            Tokens = [token ?? Token],
            Status = status,
            IsAccepted = status == 200,
            RefusesTokens = status == 401,
            Step = step,
            IsAgain = isAgain,
        });

    public RunBuilder Renewal(int at) => Add(at, call => call with { Text = "POST /token", Tokens = [Token], IsRenewal = true });

    public RunBuilder Logout(int at, int status = 200, ObservedToken? token = null, int takes = 1) => Add(at, call => call with
    {
        Text = "POST /logout",
        IsLogout = true,
        Tokens = [token ?? Token],
        Status = status,
        HasEndedSession = status == 200,
        RefusesTokens = status == 401,
        Finished = TimeSpan.FromMilliseconds(at + takes),
    });

    /// <summary>A logout whose connection is reset.</summary>
    public RunBuilder Reset(int at) => Add(at, call => call with
    {
        Text = "POST /logout",
        IsLogout = true,
        Tokens = [Token],
        Status = 0,
        IsBroken = true,
        IsReset = true,
    });

    public RunBuilder Add(int at, Func<ObservedCall, ObservedCall> change)
    {
        calls.Add(change(new()
        {
            Number = calls.Count + 1,
            Step = ClientStep.All,
            Text = "",
            Status = 200,
            Arrived = TimeSpan.FromMilliseconds(at),
            Finished = TimeSpan.FromMilliseconds(at + 1),
        }));
        return this;
    }

    public RunObservation Build() => new(
        ScenarioCatalog.All(new()).First(each => string.Equals(each.Name, scenario, StringComparison.Ordinal)))
    {
        Grace = TimeSpan.FromMilliseconds(250),
        Timeout = TimeSpan.FromSeconds(30),
        Calls = calls.ToValueList(),
    };

    public static implicit operator RunObservation(RunBuilder builder) => builder.Build();
}
