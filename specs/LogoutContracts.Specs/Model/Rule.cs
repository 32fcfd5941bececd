using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Model;

/// <summary>The requests and session states that a variant matches. All parts must match.</summary>
/// <param name="Mixed">If true, matches only if each credential is known but they belong to different sessions.</param>
/// <param name="Kind">The kind of the caller's session; null matches any.</param>
/// <param name="Method">Null for the operation's own method. Only variants on a path set it; may be <see cref="OtherMethod"/>.</param>
/// <param name="Certificate">Null means <see cref="Certificate.Own"/>, or any if no rule of the operation has a certificate.</param>
/// <param name="Bodies">Empty matches any body.</param>
/// <param name="MediaType">A media type in lower case, or <see cref="OtherMediaType"/>; null matches any.</param>
public sealed record Rule(
    CallerStates Caller, bool Mixed, string? Kind, TargetStates Target, string? Method, Certificate? Certificate, string? MediaType,
    ValueList<BodyClass> Bodies, ValueList<Condition> Conditions)
{
    /// <summary>Whether the user name and password in the request are those of a known user; null matches any.</summary>
    public bool? IsUserKnown { get; init; }

    /// <summary>
    /// The OAuth clients that it matches; empty means <see cref="Client.Own"/>, or any if no rule of the operation has a client.
    /// </summary>
    public ValueList<Client> Clients { get; init; } = [];

    public bool FitsClient(Client client) => Clients.Count == 0 ? client == Client.Own : Clients.AsSpan().Contains(client);

    /// <summary>
    /// Which values of its session the caller may show, in which states; empty matches any of the states of
    /// <see cref="Caller"/>.
    /// </summary>
    public ValueList<ShownState> Shown { get; init; } = [];

    /// <summary>Whether the caller's state matches.</summary>
    /// <param name="shown">What the caller shows, as an index in <see cref="SessionModel.ValueNames"/>; -1 if its session is
    /// unknown.</param>
    public bool FitsCaller(CallerStates state, int shown)
    {
        if ((Caller & state) == 0)
            return false;
        if (Shown.Count == 0)
            return true;
        foreach (var allowed in Shown.AsSpan())
        {
            if (allowed.Value == shown && (allowed.States & state) != 0)
                return true;
        }

        return false;
    }

    /// <summary>Any method that no operation and no other variant of the path names.</summary>
    public const string OtherMethod = "other";

    /// <summary>Any media type that the request body does not declare.</summary>
    public const string OtherMediaType = "other";

    /// <summary>Matches every request.</summary>
    public static Rule Everything { get; } = new(CallerStates.Any, false, null, TargetStates.Any, null, null, null, [], []);
}

/// <summary>A value of the caller's session in certain states.</summary>
/// <param name="Value">An index in <see cref="SessionModel.ValueNames"/>.</param>
public sealed record ShownState(int Value, CallerStates States);

/// <summary>The result of validating a request body.</summary>
/// <param name="Keyword">For an invalid body, the first schema keyword that it violates; null in a rule matches any keyword.</param>
public sealed record BodyClass(BodyKind Kind, string? Keyword = null)
{
    public static BodyClass Valid { get; } = new(BodyKind.Valid);

    public static BodyClass Empty { get; } = new(BodyKind.Empty);

    public static BodyClass Malformed { get; } = new(BodyKind.Malformed);

    /// <summary>Whether a body with this result matches.</summary>
    public bool Covers(BodyClass body) =>
        Kind == body.Kind && (Keyword is null || string.Equals(Keyword, body.Keyword, StringComparison.Ordinal));

    public override string ToString() => (Kind, Keyword) switch
    {
        (BodyKind.Invalid, { } keyword) => $"invalid ({keyword})",
        (BodyKind.Empty, _) => "empty",
        (BodyKind.Malformed, _) => "malformed",
        (BodyKind.Invalid, _) => "invalid",
        _ => "valid",
    };
}

/// <summary>The possible results of validating a request body.</summary>
public enum BodyKind
{
    Valid,
    Empty,

    /// <summary>Neither valid JSON nor a form, although the operation declares one.</summary>
    Malformed,

    /// <summary>JSON, or a form, that does not match its schema.</summary>
    Invalid,
}

/// <summary>A condition on one part of a request.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>A header, cookie or query parameter whose value matches a pattern.</summary>
    public sealed record Named(RequestPart Part, string Name, ValuePattern Pattern) : Condition
    {
        public override string ToString() => $"{Part.ToString().ToLowerInvariant()} {Name} is {Pattern}";
    }

    /// <summary>A header and a cookie that should have the same value (double-submit cookie).</summary>
    public sealed record Pair(string Header, string Cookie, PairState State) : Condition
    {
        public override string ToString() => $"header {Header} and cookie {Cookie} are {State.ToString().ToLowerInvariant()}";
    }

    /// <summary>A top-level property of a JSON body that has this value.</summary>
    /// <param name="Value">Compact JSON.</param>
    public sealed record BodyHas(string Property, string Value) : Condition
    {
        public override string ToString() => $"body has {Property} = {Value}";
    }
}

/// <summary>The parts of a request that have names.</summary>
public enum RequestPart
{
    Header,
    Cookie,
    Query,
}

/// <summary>How the header and cookie of a <see cref="Condition.Pair"/> differ.</summary>
public enum PairState
{
    /// <summary>One of the two is missing.</summary>
    Missing,
    Unequal,
}
