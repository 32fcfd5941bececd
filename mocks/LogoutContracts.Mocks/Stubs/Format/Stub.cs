using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Format;

/// <summary>
/// One request pattern and one response, as in WireMock and WireMock.Net. Of several stubs that match, the one with the lowest priority
/// number answers.
/// </summary>
/// <param name="Id">Derived from contract, operation, variant and index, so it is the same on every machine.</param>
/// <param name="Name">Shown in the engine's log.</param>
/// <param name="Priority">Lower numbers take precedence. Stubs with the same priority never match the same request.</param>
public sealed record Stub(Guid Id, string Name, int Priority, StubScenario? Scenario, StubRequest Request, StubResponse Response);

/// <summary>
/// The stub answers only while scenario <paramref name="Name"/> is in state <paramref name="Required"/>, and puts it into state <paramref
/// name="Next"/>.
/// </summary>
/// <param name="Next">
/// Required even if the state does not change: in WireMock.Net a scenario stub without a next state resets the scenario, and an ended token
/// would work again.
/// </param>
public sealed record StubScenario(string Name, string Required, string Next)
{
    /// <summary>
    /// The initial state of a scenario in both engines. In WireMock.Net it has no name: a stub without a required state means this one.
    /// </summary>
    public const string Started = "Started";
}

/// <summary>The requests that a stub matches.</summary>
/// <param name="Method">Null for any method.</param>
/// <param name="Path">Matched exactly.</param>
public sealed record StubRequest(
    string? Method, string Path, ValueList<NamedPattern> Headers, ValueList<NamedPattern> Cookies, ValueList<NamedPattern> Query,
    StubBody? Body);

/// <summary>A pattern for a header, cookie or query parameter.</summary>
public sealed record NamedPattern(string Name, ValuePattern Pattern);

/// <summary>A body pattern. Only patterns that both engines match alike, as tested.</summary>
public abstract record StubBody
{
    private StubBody()
    {
    }

    /// <summary>No body, or an empty one.</summary>
    public sealed record Empty : StubBody;

    /// <summary>Exactly this text, for bodies that are not JSON objects.</summary>
    public sealed record Text(string Value) : StubBody;

    /// <summary>Equal as JSON.</summary>
    /// <param name="Value">Compact JSON.</param>
    public sealed record Json(string Value) : StubBody;

    /// <summary>
    /// A text that this regular expression matches from \A to \z. WireMock matches the whole text anyway; to let it search, as WireMock.Net
    /// does, takes several times as long.
    /// </summary>
    public sealed record Matches(string Regex) : StubBody;

    /// <summary>A JSON object without this property.</summary>
    public sealed record Lacks(string Property) : StubBody;
}

/// <summary>The response of a stub.</summary>
/// <param name="Headers">In the order of sending; repeated headers are adjacent.</param>
/// <param name="Body">Empty for no body.</param>
public sealed record StubResponse(int Status, ValueList<Header> Headers, string Body);
