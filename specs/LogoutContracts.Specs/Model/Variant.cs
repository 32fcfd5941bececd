using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Schemas;

namespace LogoutContracts.Specs.Model;

/// <summary>One way that an operation can go: a rule (these requests, in this state of the sessions) and its answer, with an example.</summary>
/// <param name="Operation">Id of the operation under which it is listed.</param>
/// <param name="Request">The example, complete.</param>
/// <param name="Then">What each role is afterwards; a role that is not named stays as it was.</param>
/// <param name="Releases">Empty: all.</param>
/// <param name="Instead">The variant that this one contradicts, or null.</param>
public sealed record Variant(
    string Operation, string Name, string Summary, Rule Rule, Given Given, ExampleRequest Request, Expectation Expect, ValueList<RoleState> Then, Basis Basis,
    ValueList<string> Releases, string? Instead, Needs Needs, ValueList<VolatilePart> Volatile, Position At)
{
    /// <summary>Whether it answers in this release without being asked for.</summary>
    public bool HoldsByDefaultIn(string? release) => Instead is null && Given.Condition == ProviderCondition.None && HoldsIn(release);

    public bool HoldsIn(string? release) => Releases.Count == 0 || Releases.Contains(release, StringComparer.Ordinal);

    public bool Ends(Role role) => Then.Contains(new RoleState(role, SessionState.Ended));

    public bool Opens => Then.Contains(new RoleState(Role.Opened, SessionState.Active));
}

/// <summary>The states that the example puts the roles into.</summary>
/// <param name="Caller">None: the request carries no credential, because the operation asks for none.</param>
/// <param name="Kind">Of the caller's session.</param>
/// <param name="Target">None where there is no target.</param>
/// <param name="Other">A bystander's session, which is always live: Own of the same user, Foreign of another, or None.</param>
public sealed record Given(CallerStates Caller, string? Kind, TargetStates Target, Bystander Other, ProviderCondition Condition);

public enum Bystander
{
    None,
    Own,
    Foreign,
}

public sealed record RoleState(Role Role, SessionState State);

/// <summary>An example request, complete but for the sessions' values.</summary>
/// <param name="Path">Path parameters filled in, not yet percent-encoded elsewhere than written so.</param>
/// <param name="Headers">Content-Type and Cookie among them, in the order in which they are sent.</param>
/// <param name="Body">Null: none.</param>
public sealed record ExampleRequest(
    string Method, string Path, ValueList<NamedTemplate> Query, ValueList<NamedTemplate> Headers, ValueList<NamedTemplate> Cookies, Template? Body, Certificate Certificate);

public sealed record NamedTemplate(string Name, Template Value);

public abstract record Expectation
{
    private Expectation()
    {
    }

    /// <param name="Headers">Content-Type among them.</param>
    /// <param name="Body">Null: none.</param>
    public sealed record Answer(int Status, ValueList<ExpectedHeader> Headers, ExpectedBody? Body) : Expectation;

    /// <summary>The connection is refused before there is a request.</summary>
    public sealed record RefusedHandshake : Expectation;
}

/// <param name="Values">One for each time that the header is sent; empty: it must be absent.</param>
public sealed record ExpectedHeader(string Name, ValueList<Template> Values)
{
    public bool IsAbsent => Values.Count == 0;
}

/// <param name="Text">What goes on the wire.</param>
/// <param name="IsExact">Compared byte by byte; else JSON is compared as JSON.</param>
/// <param name="Example">Name of the response's example; empty where it has just one, without a name.</param>
public sealed record ExpectedBody(Template Text, bool IsJson, bool IsExact, JsonSchema? Schema, string Example);

/// <summary>A part of the answer whose value a target may vary: a header by name, or a place in the body by JSON pointer.</summary>
public abstract record VolatilePart
{
    private VolatilePart()
    {
    }

    public sealed record Header(string Name) : VolatilePart;

    public sealed record Body(string Pointer) : VolatilePart;
}

/// <summary>Why each part of a variant is believed. Null for a part that the answer does not have.</summary>
public sealed record Basis(BasisPart? Status, BasisPart? Headers, BasisPart? Body)
{
    public IEnumerable<(string Part, BasisPart Basis)> Parts
    {
        get
        {
            if (Status is not null)
                yield return ("status", Status);
            if (Headers is not null)
                yield return ("headers", Headers);
            if (Body is not null)
                yield return ("body", Body);
        }
    }
}

/// <param name="Place">Heading or row of the document, or the file that it was read in; empty only for an assumption.</param>
public sealed record BasisPart(BasisKind Kind, string Place);

public enum BasisKind
{
    /// <summary>The vendor's document says so.</summary>
    Document,

    /// <summary>The vendor's source, or a page of the vendor beside the document.</summary>
    Vendor,

    /// <summary>The framework that the vendor uses does so unless told otherwise.</summary>
    Framework,

    /// <summary>Nobody says; this is the likeliest.</summary>
    Assumption,
}
