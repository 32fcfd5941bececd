using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>What a group of stubs answers: an operation, or the methods that a path does not declare.</summary>
/// <param name="Operation">Null for methods that the path does not declare.</param>
/// <param name="OtherThan">Media types that the operation declares.</param>
internal sealed record StubPlace(Operation? Operation, ValueList<PlannedVariant> Variants, ValueList<string> OtherThan)
{
    /// <summary>For each user whom the contract names: the fields with which this operation's request names the user.</summary>
    public List<List<FieldPattern>> Users { get; private init; } = [];

    public static ValueList<StubPlace> AllOf(MockPlan plan) => plan.Paths.SelectMany(path =>
        path.Operations.Select(planned => new StubPlace(planned.Operation, planned.Variants, planned.MediaTypes)
        {
            Users = UsersOf(plan.Contract.Sessions, planned.Operation.Session),
        })
            .Append(new(null, path.OtherMethods, []))).ToValueList();

    private static List<List<FieldPattern>> UsersOf(SessionModel model, SessionUse use) => use is { User: null, Password: null } ? []
        : model.Accounts.Select(account => (List<FieldPattern>)[.. Named(use.User, account.Name), .. Named(use.Password, account.Password)])
            .ToList();

    private static IEnumerable<FieldPattern> Named(Locator.RequestBody? place, string value) =>
        place is null ? [] : [FieldPattern.Text(place.Pointer, value)];

    /// <summary>
    /// Whether the variant answers only requests with the name and password of a user, because another one refuses the
    /// rest.
    /// </summary>
    public bool KnowsUser(PlannedVariant variant) =>
        Users.Count > 0 && variant.Variant.Rule is { IsUserKnown: not false } rule
        && (rule.Bodies.Count == 0 || rule.Bodies.Any(body => body.Kind == BodyKind.Valid))
        && (rule.IsUserKnown is true || Variants.TakeWhile(other => !ReferenceEquals(other, variant)).Any(other => Refuses(other)
            && other.Variant.Rule.Conditions.All(condition => rule.Conditions.Contains(condition))));

    private static bool Refuses(PlannedVariant variant) => variant is { IsDefault: true, Variant.Rule.IsUserKnown: false };

    public bool Has(PlannedVariant variant) => Variants.Any(candidate => ReferenceEquals(candidate, variant));

    /// <summary>
    /// The default variants, in the order of their stubs. Rules for a valid body move behind those for other bodies: a stub cannot express
    /// "valid", only "anything else".
    /// </summary>
    public List<PlannedVariant> Defaults(IEnumerable<PlannedVariant> refused)
    {
        var ordered = Variants.Where(variant => variant is { IsDefault: true, IsServed: true } && !refused.Contains(variant)).ToList();
        for (var i = ordered.Count - 1; i >= 0; i--)
        {
            var variant = ordered[i];
            if (variant.Variant.Rule.Bodies is not [{ Kind: BodyKind.Valid }])
                continue;
            var to = i;
            while (to + 1 < ordered.Count && ordered[to + 1].Variant.Rule.Bodies is { Count: > 0 } bodies
                && !bodies.Any(body => body.Kind == BodyKind.Valid))
                to++;
            ordered.RemoveAt(i);
            ordered.Insert(to, variant);
        }

        // Likewise, a stub cannot express "unknown user".
        foreach (var variant in ordered.Where(Refuses).Reverse().ToList())
        {
            var last = ordered.FindLastIndex(KnowsUser);
            if (last <= ordered.IndexOf(variant))
                continue;
            ordered.Remove(variant);
            ordered.Insert(last, variant);
        }

        var rest = ordered.Where(ClientPatterns.IsRest).ToList();
        return [.. ordered.Except(rest), .. rest];
    }

    /// <summary>The method that the rule matches; null for any.</summary>
    public string? MethodOf(Rule rule) => Operation?.Method ?? (rule.Method is Rule.OtherMethod ? null : rule.Method);
}
