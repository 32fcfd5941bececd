using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Tests.Mocks;

/// <summary>Generates stubs of every form that both dialects can write, with names and values that JSON must escape.</summary>
internal static class StubGen
{
    private static readonly Gen<string> Text =
        Gen.Elements(
            "a", "Z", "0", " ", ".", "|", "\"", "\\", "/", "'", "<", "&", "+", "é", "€", "\n", "\t", "\u0001", "\u2028", "😀",
            "{", "}", "$", "^", "(?:", ").*")
            .ArrayOf().Resize(8).Select(string.Concat);

    private static readonly Gen<ValuePattern> Exact = Text.Select(ValuePattern (text) => new ValuePattern.Exact(text));

    private static readonly Gen<ValuePattern> Pattern = Gen.OneOf(
        Exact,
        Gen.Elements<ValuePattern>(new ValuePattern.Absent(), new ValuePattern.Present()),
        Text.Select(ValuePattern (text) => new ValuePattern.Matches(text)));

    private static readonly Gen<StubBody?> Body = Gen.OneOf(
        Gen.Elements<StubBody?>(null, new StubBody.Empty(), new StubBody.Lacks("sessionId"), new StubBody.Lacks("_x1")),
        Text.Select(StubBody? (text) => new StubBody.Text("{" + text)),
        Text.Select(StubBody? (text) => new StubBody.Matches($@"\A{text}\z")),
        Gen.Elements("{}", """{"a":1.50,"b":[1e9,-0,null,true,{}],"é":"\"\\\n<'+"}""", """{"$ref":"#/"}""")
            .Select(StubBody? (json) => new StubBody.Json(json)));

    private static readonly Gen<StubRequest> Request =
        from method in Gen.Elements(null, "GET", "DELETE")
        from path in Text
        from headers in Named(Pattern)
        from cookies in Named(Exact)
        from query in Named(Exact)
        from body in Body
        select new StubRequest(method, "/" + path, headers, cookies, query, body);

    private static readonly Gen<ValueList<Header>> Headers =
        from names in Text.ArrayOf().Resize(4)
        from values in Text.NonEmptyListOf().Resize(3).ArrayOf(names.Length)
        select names.Zip(values).DistinctBy(run => run.First, StringComparer.Ordinal)
            .SelectMany(run => run.Second.Select(value => new Header(run.First, value))).ToValueList();

    private static readonly Gen<StubScenario?> Scenario =
        from name in Text
        from required in Gen.Elements(StubScenario.Started, "ended", "over")
        from next in Gen.Elements(StubScenario.Started, "ended", "over")
        from scenario in Gen.Elements(null, new StubScenario(name, required, next))
        select scenario;

    private static readonly Gen<Stub> Stub =
        from id in Gen.Choose(0, int.MaxValue)
        from name in Text
        from priority in Gen.Choose(1, 9999)
        from scenario in Scenario
        from request in Request
        from status in Gen.Choose(200, 599)
        from headers in Headers
        from body in Text
        select new Stub(new Guid(id, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), name, priority, scenario, request, new(status, headers, body));

    /// <summary>Stubs. Every scenario that they name has a stub that leaves its initial state.</summary>
    public static Gen<Stub[]> Stubs { get; } = Stub.ArrayOf().Resize(5).Select(Stub[] (stubs) =>
    [
        .. stubs,
        .. stubs.Where(stub => stub.Scenario is not null)
            .Select(stub => stub with { Scenario = stub.Scenario! with { Required = StubScenario.Started, Next = "left" } }),
    ]);

    private static Gen<ValueList<NamedPattern>> Named(Gen<ValuePattern> pattern) =>
        from names in Text.ArrayOf().Resize(3)
        from patterns in pattern.ArrayOf(names.Length)
        select names.Zip(patterns, (name, each) => new NamedPattern(name, each))
            .DistinctBy(named => named.Name, StringComparer.OrdinalIgnoreCase).ToValueList();
}
