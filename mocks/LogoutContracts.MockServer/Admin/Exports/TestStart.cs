using LogoutContracts.MockServer.Contracts;
using LogoutContracts.Specs;

namespace LogoutContracts.MockServer.Admin.Exports;

/// <summary>Writes how a test starts its mock, with the release and flaws of the recorded one, and its client.</summary>
internal static class TestStart
{
    public static IEnumerable<string> Lines(MockedContract contract) => [.. Mock(contract), .. Client(contract.Plan.IsOverTls)];

    private static IEnumerable<string> Mock(MockedContract contract)
    {
        var plan = contract.Plan;
        var (id, tls) = (CSharpText.Plain(plan.Contract.Id), plan.IsOverTls ? "ServerTls.InMemory()" : null);
        var builtIn = SpecCatalog.BuiltIn.FirstOrDefault(known => string.Equals(known.Id, plan.Contract.Id, StringComparison.Ordinal)
            && string.Equals(known.File, plan.Contract.File, StringComparison.Ordinal));
        if (builtIn is not null && !builtIn.Paths.Equals(plan.Contract.Paths))
            yield return "// The recording server had changed the contract with overlays, which this test does not apply.";
        if (builtIn is not null && contract.Flaws.Count == 0
            && string.Equals(plan.Release, builtIn.Releases.Default, StringComparison.Ordinal))
        {
            yield return $"await using var mock = await LogoutMockServer.StartAsync({id}{(tls is null ? "" : $", tls: {tls}")});";
            yield break;
        }

        var release = plan.Release is null ? "" : $", {CSharpText.Plain(plan.Release)}";
        yield return builtIn is not null ? $"var contract = SpecCatalog.BuiltIn.First(known => known.Id == {id});"
            : $"var contract = SpecCatalog.ReadAll(SpecCatalog.Load({CSharpText.Plain(plan.Contract.File)}))[0].Require();";
        yield return $"var plan = MockPlanner.Plan(contract{release}).Require();";
        yield return "await using var mock = await LogoutMockServer.StartAsync([plan], new MockServerOptions";
        yield return "{";
        yield return "    PortOf = _ => 0,";
        yield return "    AdminPort = null,";
        var flaws = string.Join(", ", contract.Flaws.Select(flaw => $"FlawCatalog.Find({CSharpText.Plain(flaw)})!"));
        if (flaws.Length > 0)
            yield return $"    Flaws = [{flaws}],";
        if (tls is not null)
            yield return $"    Tls = {tls},";
        yield return "});";
    }

    private static IEnumerable<string> Client(bool isOverTls) => isOverTls
        ? ["using var client = new HttpClient(mock.Certificates.HandlerFor()) { BaseAddress = mock.BaseAddress };"]
        :
        [
            "using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })",
            "{",
            "    BaseAddress = mock.BaseAddress,",
            "};",
        ];
}
