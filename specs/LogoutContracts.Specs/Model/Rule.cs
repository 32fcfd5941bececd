using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Model;

/// <summary>Which requests, in which states of the sessions, a variant rules. All parts must fit.</summary>
/// <param name="Mixed">Only where each credential is known by itself but they do not belong together.</param>
/// <param name="Kind">Kind of the caller's session; null: any.</param>
/// <param name="Method">Null: the operation's own. Only variants on a path have one, or <see cref="OtherMethod"/>.</param>
/// <param name="Certificate">Null: <see cref="Certificate.Own"/>, or any, where no rule of the operation has one.</param>
/// <param name="Bodies">Empty: any.</param>
/// <param name="MediaType">Null: any; or <see cref="OtherMediaType"/>, or one media type in lower case.</param>
public sealed record Rule(
    CallerStates Caller, bool Mixed, string? Kind, TargetStates Target, string? Method, Certificate? Certificate, string? MediaType,
    ValueList<BodyClass> Bodies, ValueList<Condition> Conditions)
{
    /// <summary>Any method that neither an operation nor another variant of the path names.</summary>
    public const string OtherMethod = "other";

    /// <summary>Any media type that the request body does not declare.</summary>
    public const string OtherMediaType = "other";

    public static Rule Everything { get; } = new(CallerStates.Any, false, null, TargetStates.Any, null, null, null, [], []);
}

/// <summary>What a request's body is worth to the operation.</summary>
/// <param name="Keyword">For an invalid body: the first keyword of its schema that it fails; null in a rule: any.</param>
public sealed record BodyClass(BodyKind Kind, string? Keyword = null)
{
    public static BodyClass Valid { get; } = new(BodyKind.Valid);

    public static BodyClass Empty { get; } = new(BodyKind.Empty);

    public static BodyClass Malformed { get; } = new(BodyKind.Malformed);

    public bool Covers(BodyClass body) => Kind == body.Kind && (Keyword is null || string.Equals(Keyword, body.Keyword, StringComparison.Ordinal));

    public override string ToString() => (Kind, Keyword) switch
    {
        (BodyKind.Invalid, { } keyword) => $"invalid ({keyword})",
        (BodyKind.Empty, _) => "empty",
        (BodyKind.Malformed, _) => "malformed",
        (BodyKind.Invalid, _) => "invalid",
        _ => "valid",
    };
}

public enum BodyKind
{
    Valid,
    Empty,

    /// <summary>Not JSON where JSON is meant.</summary>
    Malformed,

    /// <summary>JSON that does not fit its schema.</summary>
    Invalid,
}

public abstract record Condition
{
    private Condition()
    {
    }

    public sealed record Named(RequestPart Part, string Name, ValuePattern Pattern) : Condition
    {
        public override string ToString() => $"{Part.ToString().ToLowerInvariant()} {Name} is {Pattern}";
    }

    /// <summary>A header and a cookie that ought to hold the same value (a double-submit token).</summary>
    public sealed record Pair(string Header, string Cookie, PairState State) : Condition
    {
        public override string ToString() => $"header {Header} and cookie {Cookie} are {State.ToString().ToLowerInvariant()}";
    }

    /// <summary>A top-level property of a JSON body with this value.</summary>
    /// <param name="Value">Compact JSON.</param>
    public sealed record BodyHas(string Property, string Value) : Condition
    {
        public override string ToString() => $"body has {Property} = {Value}";
    }
}

public enum RequestPart
{
    Header,
    Cookie,
    Query,
}

public enum PairState
{
    Missing,
    Unequal,
}
