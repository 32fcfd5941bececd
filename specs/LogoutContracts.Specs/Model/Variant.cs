using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Schemas;

namespace LogoutContracts.Specs.Model;

/// <summary>
/// One possible outcome of an operation: a rule (the requests and session states that it matches), the response, and an example request.
/// </summary>
/// <param name="Operation">The id of the operation that lists the variant.</param>
/// <param name="Request">The complete example request.</param>
/// <param name="Then">The state of each role after the request; roles that are not listed do not change.</param>
/// <param name="Releases">The releases that the variant applies to; empty for all.</param>
/// <param name="Instead">The name of the variant that this one contradicts, or null.</param>
public sealed record Variant(
    string Operation, string Name, string Summary, Rule Rule, Given Given, ExampleRequest Request, Expectation Expect,
    ValueList<RoleState> Then, Basis Basis, ValueList<string> Releases, string? Instead, Needs Needs, ValueList<VolatilePart> Volatile,
    Position At)
{
    /// <summary>How closely a real provider's response is compared; null for the default.</summary>
    public Closeness? Compare { get; init; }

    /// <summary>The rate limit whose refusals this variant describes; null for other variants.</summary>
    public RateLimit? LimitedBy { get; init; }

    /// <summary>Whether the variant answers in this release without being requested explicitly.</summary>
    public bool HoldsByDefaultIn(string? release) => Instead is null && Given.Condition == ProviderCondition.None && HoldsIn(release);

    /// <summary>Whether the variant applies to this release.</summary>
    public bool HoldsIn(string? release) => Releases.Count == 0 || Releases.Contains(release, StringComparer.Ordinal);

    /// <summary>Whether the session with this role is ended after the request, with all its values.</summary>
    public bool Ends(Role role) => Then.Contains(new RoleState(role, SessionState.Ended));

    /// <summary>What becomes of a value of the session with this role; null if it does not change.</summary>
    /// <param name="value">Its name.</param>
    public SessionState? StateAfter(Role role, string value)
    {
        var stated = Then.Where(then => then.Role == role).ToList();
        return (stated.Find(then => string.Equals(then.Value, value, StringComparison.Ordinal))
            ?? stated.Find(then => then.Value is null))?.State;
    }

    /// <summary>Whether the response gives the caller's session new values.</summary>
    public bool Renews => Then.Contains(new RoleState(Role.Renewed, SessionState.Active));

    /// <summary>Whether the response opens a session.</summary>
    public bool Opens => Then.Contains(new RoleState(Role.Opened, SessionState.Active));
}

/// <summary>The states of the roles before the example request.</summary>
/// <param name="Caller">None if the operation does not require credentials.</param>
/// <param name="Kind">The kind of the caller's session.</param>
/// <param name="Target">None if there is no target.</param>
/// <param name="Other">The bystander, if the variant needs one.</param>
public sealed record Given(CallerStates Caller, string? Kind, TargetStates Target, Bystander Other, ProviderCondition Condition)
{
    /// <summary>
    /// Which value the caller shows, as an index in <see cref="SessionModel.ValueNames"/>; null for the operation's
    /// first.
    /// </summary>
    public int? Shown { get; init; }
}

/// <summary>How closely the response of a real provider is compared with the contract.</summary>
public enum Closeness
{
    /// <summary>Every header and body as shown.</summary>
    Exact,

    /// <summary>Credentials, ids and the types of values; other values may differ.</summary>
    Shape,
}

/// <summary>An active session that does not take part in the request.</summary>
public enum Bystander
{
    None,

    /// <summary>It belongs to the caller's user.</summary>
    Own,

    /// <summary>It belongs to another user.</summary>
    Foreign,
}

/// <summary>The state of the session with a role.</summary>
/// <param name="Value">The name of a credential if the state is of that alone; null for the session with all its values.</param>
public sealed record RoleState(Role Role, SessionState State, string? Value = null);

/// <summary>A complete example request, with placeholders for the session values.</summary>
/// <param name="Path">The path with its parameters filled in; only the values of placeholders are percent-encoded.</param>
/// <param name="Headers">The headers in sending order, including Content-Type; cookies are separate.</param>
/// <param name="Body">Null if there is no body.</param>
public sealed record ExampleRequest(
    string Method, Template Path, ValueList<NamedTemplate> Query, ValueList<NamedTemplate> Headers, ValueList<NamedTemplate> Cookies,
    Template? Body, Certificate Certificate)
{
    /// <summary>The placeholders in all parts.</summary>
    public IEnumerable<Hole> Holes => new[] { Path }.Concat(Query.Concat(Headers).Concat(Cookies).Select(part => part.Value))
        .Concat(Body is null ? [] : [Body]).SelectMany(template => template.Holes);
}

/// <summary>A header, cookie or query parameter of an example.</summary>
public sealed record NamedTemplate(string Name, Template Value);

/// <summary>What the client gets: a response, or a failed TLS handshake.</summary>
public abstract record Expectation
{
    private Expectation()
    {
    }

    /// <summary>A response.</summary>
    /// <param name="Headers">The expected headers, including Content-Type.</param>
    /// <param name="Body">Null if there is no body.</param>
    public sealed record Answer(int Status, ValueList<ExpectedHeader> Headers, ExpectedBody? Body) : Expectation;

    /// <summary>The TLS handshake fails, so no request is sent.</summary>
    public sealed record RefusedHandshake : Expectation;
}

/// <summary>A header of a response.</summary>
/// <param name="Values">One value per occurrence of the header; empty if the header must be absent.</param>
public sealed record ExpectedHeader(string Name, ValueList<Template> Values)
{
    public bool IsAbsent => Values.Count == 0;
}

/// <summary>The body of a response.</summary>
/// <param name="Text">The text on the wire.</param>
/// <param name="IsExact">Whether the body is compared byte by byte; otherwise JSON is compared as JSON.</param>
/// <param name="Example">The name of the response's example; empty if its only example has no name.</param>
public sealed record ExpectedBody(Template Text, bool IsJson, bool IsExact, JsonSchema? Schema, string Example)
{
    /// <summary>Where the body lists the sessions of the caller's user; null if it does not.</summary>
    public SessionList? Sessions { get; init; }
}

/// <summary>A list of all active sessions of the caller's user, the newest first.</summary>
/// <param name="Items">JSON pointer to an array in the example; its only item stands for one session.</param>
/// <param name="Count">JSON pointer to the number of sessions; null if the body does not say.</param>
public sealed record SessionList(string Items, string? Count);

/// <summary>A part of the response whose value may vary.</summary>
public abstract record VolatilePart
{
    private VolatilePart()
    {
    }

    /// <summary>The value of a header.</summary>
    public sealed record Header(string Name) : VolatilePart;

    /// <summary>The part of a JSON body at a JSON pointer.</summary>
    public sealed record Body(string Pointer) : VolatilePart;
}

/// <summary>The source for each part of a response; null for a part that the response does not have.</summary>
public sealed record Basis(BasisPart? Status, BasisPart? Headers, BasisPart? Body)
{
    /// <summary>The parts of the response that have a source, by name: status, headers, body.</summary>
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

/// <summary>The source for one part of a contract.</summary>
/// <param name="Place">The heading, table row or source file that says so; empty only for an assumption.</param>
public sealed record BasisPart(BasisKind Kind, string Place);

/// <summary>The kind of a source.</summary>
public enum BasisKind
{
    /// <summary>The vendor's document says so.</summary>
    Document,

    /// <summary>The vendor's source code, or another page of the vendor, says so.</summary>
    Vendor,

    /// <summary>It is the default behavior of the framework that the vendor uses.</summary>
    Framework,

    /// <summary>A target or a recording responded so, on a date that the place gives.</summary>
    Observed,

    /// <summary>There is no source; this is the most likely behavior.</summary>
    Assumption,
}
