using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Schemas;

namespace LogoutContracts.Specs.Model;

/// <summary>The parsed model of one spec: how a vendor's API opens, shows and ends sessions.</summary>
/// <param name="Id">Also the name of the spec's folder.</param>
/// <param name="File">The spec, as messages call it.</param>
/// <param name="Port">TCP port of the mock on its own.</param>
public sealed record Contract(
    string Id, string Title, string File, int Port, SourceDocument Document, Releases Releases, SessionModel Sessions,
    ValueList<PathItem> Paths, ValueList<Workflow> Workflows)
{
    public IEnumerable<Operation> Operations => Paths.SelectMany(path => path.Operations);

    /// <summary>The operation with this id; null where there is none.</summary>
    public Operation? FindOperation(string id) => Operations.FirstOrDefault(operation => string.Equals(operation.Id, id, StringComparison.Ordinal));
}

/// <summary>The page that the vendor publishes, as it was when it was read.</summary>
/// <param name="Sha256">Of its text, 64 hexadecimal digits.</param>
public sealed record SourceDocument(string Title, string Url, string Retrieved, string Sha256);

/// <summary>Releases of the vendor's product that answer differently.</summary>
/// <param name="Default">Null where the contract knows no releases.</param>
public sealed record Releases(string? Default, ValueList<string> Known)
{
    public static Releases None { get; } = new(null, []);

    /// <summary>Each known release; where none are known, the one nameless release that everything is.</summary>
    public IEnumerable<string?> Each => Known.Count > 0 ? Known.AsEnumerable<string?>() : [null];
}

/// <param name="OtherMethods">Variants for methods that the path does not declare.</param>
public sealed record PathItem(PathTemplate Template, ValueList<Operation> Operations, ValueList<Variant> OtherMethods);

/// <summary>One method on one path.</summary>
/// <param name="Variants">In the order in which the product checks: the first whose rule fits answers.</param>
public sealed record Operation(
    string Id, string Method, PathTemplate Path, string Summary, RequestBody? Body, SessionUse Session, ValueList<Variant> Variants, Position At)
{
    /// <summary>Those that carry no credential.</summary>
    public ValueList<Parameter> Parameters { get; init; } = [];
}

/// <param name="MediaTypes">Those that the operation declares, lower case, without parameters.</param>
/// <param name="Required">Properties without which a JSON body is not valid.</param>
public sealed record RequestBody(ValueList<string> MediaTypes, JsonSchema? Schema, ValueList<string> Required)
{
    public bool IsJson { get; } = MediaTypes.Count > 0 && MediaType.IsJson(MediaTypes[0]);

    /// <summary>Whether the spec says that a request must have one.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What the schema of the first media type states.</summary>
    public ValueList<Constraint> Constraints { get; init; } = [];

    public Position At { get; init; } = Position.Start;
}

/// <summary>What an operation does to sessions.</summary>
/// <param name="Opens">Where the answer hands out the parts of a new session; empty where the operation opens none.</param>
/// <param name="OpensKind">Null where the contract has no kinds.</param>
/// <param name="User">Where the request says whose session it opens.</param>
/// <param name="Target">Where the request names the session that it wants to end.</param>
public sealed record SessionUse(ValueList<Opening> Opens, string? OpensKind, Locator.RequestBody? User, TargetName? Target, SessionEnd Ends)
{
    /// <summary>Where the answer hands out what another request needs: a value for a login, or the id of the caller's own session.</summary>
    public ValueList<Opening> Gives { get; init; } = [];

    public static SessionUse None { get; } = new([], null, null, null, SessionEnd.Nothing);
}

public sealed record Opening(string Name, Locator From);

/// <summary>The session id <paramref name="Id"/> stands in the request at <paramref name="In"/>.</summary>
public sealed record TargetName(string Id, Locator.RequestBody In);

public enum SessionEnd
{
    Nothing,
    Caller,
    Target,
}
