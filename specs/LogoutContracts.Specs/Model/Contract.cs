using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Schemas;

namespace LogoutContracts.Specs.Model;

/// <summary>The parsed model of one spec: how a vendor's API opens, checks and ends sessions.</summary>
/// <param name="Id">Also the name of the spec's folder.</param>
/// <param name="File">The name of the spec file, for messages.</param>
/// <param name="Port">The mock's TCP port, if each contract has its own.</param>
/// <param name="Document">Null if the contract is based on an OpenAPI file alone, or on observations.</param>
public sealed record Contract(
    string Id, string Title, string File, int Port, SourceDocument? Document, Releases Releases, SessionModel Sessions,
    ValueList<PathItem> Paths, ValueList<Workflow> Workflows)
{
    /// <summary>The headers of every response, unless a variant says otherwise.</summary>
    public ValueList<CommonHeader> Headers { get; init; } = [];

    /// <summary>What the author of the spec has left open.</summary>
    public ValueList<OpenQuestion> Questions { get; init; } = [];

    /// <summary>The position of the id.</summary>
    public Position IdAt { get; init; } = Position.Start;

    /// <summary>The position of the port.</summary>
    public Position PortAt { get; init; } = Position.Start;

    /// <summary>The limits on the number of requests.</summary>
    public ValueList<RateLimit> RateLimits { get; init; } = [];

    public IEnumerable<Operation> Operations => Paths.SelectMany(path => path.Operations);

    /// <summary>
    /// The operation with this method that a path belongs to, or null. Exact paths take precedence over paths with
    /// parameters.
    /// </summary>
    public Operation? FindOperation(string method, string path)
    {
        var operations = Operations.Where(operation => string.Equals(operation.Method, method, StringComparison.Ordinal)).ToList();
        return operations.Find(operation => string.Equals(operation.Path.Text, path, StringComparison.Ordinal))
            ?? operations.Find(operation => operation.Path.Matches(path));
    }

    /// <summary>The operation with this id, or null.</summary>
    public Operation? FindOperation(string id) =>
        Operations.FirstOrDefault(operation => string.Equals(operation.Id, id, StringComparison.Ordinal));
}

/// <summary>What the author of a spec has left open, in a sentence.</summary>
public sealed record OpenQuestion(string Text, Position At);

/// <summary>The vendor's documentation page that the contract is based on.</summary>
/// <param name="Retrieved">The date of the version that was read, as yyyy-MM-dd.</param>
/// <param name="Sha256">SHA-256 of the page's text, 64 hexadecimal digits.</param>
public sealed record SourceDocument(string Title, string Url, string Retrieved, string Sha256);

/// <summary>The releases of the vendor's product that respond differently.</summary>
/// <param name="Default">Null if the contract does not define releases.</param>
public sealed record Releases(string? Default, ValueList<string> Known)
{
    public static Releases None { get; } = new(null, []);

    /// <summary>The known releases, or a single null if the contract does not define releases.</summary>
    public IEnumerable<string?> Each => Known.Count > 0 ? Known.AsEnumerable<string?>() : [null];
}

/// <summary>A header that the product sends with every response.</summary>
/// <param name="Releases">The releases that send it; empty for all.</param>
public sealed record CommonHeader(string Name, string Value, ValueList<string> Releases, BasisPart? Basis)
{
    /// <summary>Whether this release sends the header.</summary>
    public bool HoldsIn(string? release) => Releases.Count == 0 || Releases.Contains(release, StringComparer.Ordinal);
}

/// <summary>A path and its operations.</summary>
/// <param name="OtherMethods">Variants for methods that the path does not declare.</param>
public sealed record PathItem(PathTemplate Template, ValueList<Operation> Operations, ValueList<Variant> OtherMethods)
{
    /// <summary>Methods that the path declares, but not for this contract, which says nothing about them.</summary>
    public ValueList<string> LeftAlone { get; init; } = [];
}

/// <summary>One method on one path.</summary>
/// <param name="Variants">In order of precedence: the first variant whose rule matches a request answers it.</param>
public sealed record Operation(
    string Id, string Method, PathTemplate Path, string Summary, RequestBody? Body, SessionUse Session, ValueList<Variant> Variants,
    Position At)
{
    /// <summary>The declared parameters, except those that carry a credential.</summary>
    public ValueList<Parameter> Parameters { get; init; } = [];
}

/// <summary>The request body that an operation declares.</summary>
/// <param name="MediaTypes">The declared media types, in lower case, without parameters.</param>
/// <param name="Schema">The compiled schema of the first media type, or null.</param>
/// <param name="Required">The required top-level properties of a JSON body, or fields of a form.</param>
public sealed record RequestBody(ValueList<string> MediaTypes, JsonSchema? Schema, ValueList<string> Required)
{
    public bool IsJson { get; } = MediaTypes.Count > 0 && MediaType.IsJson(MediaTypes[0]);

    public bool IsForm { get; } = MediaTypes.Count > 0 && MediaType.IsForm(MediaTypes[0]);

    /// <summary>The value of OpenAPI's <c>required</c>.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The keywords in the schema of the first media type.</summary>
    public ValueList<Constraint> Constraints { get; init; } = [];

    public Position At { get; init; } = Position.Start;
}

/// <summary>What an operation does to sessions.</summary>
/// <param name="Opens">Where the response returns the values of a new session; empty if the operation does not open sessions.</param>
/// <param name="OpensKind">Null if the contract does not define kinds.</param>
/// <param name="User">Where the request contains the user name.</param>
/// <param name="Target">What names the session to end; null if the operation has no target.</param>
public sealed record SessionUse(
    ValueList<Opening> Opens, string? OpensKind, Locator.RequestBody? User, ShownValue? Target, SessionEnd Ends)
{
    /// <summary>How requests authenticate their OAuth client, for examples the first way; empty if they need none.</summary>
    public ValueList<ClientMethod> ClientMethods { get; init; } = [];

    /// <summary>Where the response returns the new values of a renewed session; empty for the places of <see cref="Opens"/>.</summary>
    public ValueList<Opening> Renews { get; init; } = [];

    /// <summary>Where the response returns new values, of a renewed session or else of a new one.</summary>
    public ValueList<Opening> Renewing => Renews.Count > 0 ? Renews : Opens;

    /// <summary>What the operation reads to find its caller, all of it together; null for the credentials' carriers.</summary>
    public ValueList<ShownValue>? Caller { get; init; }

    /// <summary>
    /// Where the response returns values that other requests need: a value for a login, or the id of the caller's own session.
    /// </summary>
    public ValueList<Opening> Gives { get; init; } = [];

    /// <summary>Where the request contains the password.</summary>
    public Locator.RequestBody? Password { get; init; }

    public static SessionUse None { get; } = new([], null, null, null, SessionEnd.Nothing);
}

/// <summary>A session value or other generated value, and where the response contains it.</summary>
public sealed record Opening(string Name, Locator From);

/// <summary>The session that an operation ends.</summary>
public enum SessionEnd
{
    Nothing,

    /// <summary>The session whose credentials the request carries.</summary>
    Caller,

    /// <summary>The session that the request names.</summary>
    Target,

    /// <summary>Every session of the target's user, or else of the caller's.</summary>
    User,

    /// <summary>Every session of the caller's user, but not the caller's own.</summary>
    Others,
}
