using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Format;

/// <summary>One request pattern and one response, as WireMock and WireMock.Net both mean it. The first stub in order of priority that fits answers.</summary>
/// <param name="Id">Derived from contract, operation, variant and place, so that it is the same on every machine.</param>
/// <param name="Name">What a person reads in the engine's log.</param>
/// <param name="Priority">Lower goes first. Stubs that share one cannot fit the same request.</param>
public sealed record Stub(Guid Id, string Name, int Priority, StubScenario? Scenario, StubRequest Request, StubResponse Response);

/// <summary>
/// The stub answers only while scenario <paramref name="Name"/> is in state <paramref name="Required"/>, and leaves it in state <paramref name="Next"/>.
/// </summary>
/// <param name="Next">
/// Never left out, not even where nothing changes: in WireMock.Net a scenario stub without a next state puts the scenario back to its start, and a dead token would live again.
/// </param>
public sealed record StubScenario(string Name, string Required, string Next)
{
    /// <summary>The state in which both engines start a scenario. WireMock.Net has no name for it: there, no required state means this one.</summary>
    public const string Started = "Started";
}

/// <param name="Method">Null: any.</param>
/// <param name="Path">Exact.</param>
public sealed record StubRequest(
    string? Method, string Path, ValueList<NamedPattern> Headers, ValueList<NamedPattern> Cookies, ValueList<NamedPattern> Query, StubBody? Body);

public sealed record NamedPattern(string Name, ValuePattern Pattern);

/// <summary>What a request's body must be. Only what both engines were seen to do alike.</summary>
public abstract record StubBody
{
    private StubBody()
    {
    }

    public sealed record Empty : StubBody;

    /// <summary>This text and no other; for bodies that are not JSON.</summary>
    public sealed record Text(string Value) : StubBody;

    /// <summary>Equal as JSON.</summary>
    /// <param name="Value">Compact JSON.</param>
    public sealed record Json(string Value) : StubBody;

    /// <summary>A JSON object without this property.</summary>
    public sealed record Lacks(string Property) : StubBody;
}

/// <param name="Headers">In the order in which they are sent; a name may come several times, but then in one run.</param>
/// <param name="Body">Empty: none.</param>
public sealed record StubResponse(int Status, ValueList<Header> Headers, string Body);
