using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Tests.Diffing;

/// <summary>Generates edits of contracts: of rules, answers, sessions and names. Some of them change nothing.</summary>
internal static class EditGen
{
    private static readonly int[] Statuses = [200, 204, 302, 400, 401, 403, 404, 500];

    /// <summary>One to three edits.</summary>
    public static Gen<ContractEdit[]> Edits { get; } = Gen.Choose(1, 3).SelectMany(count => Edit().ArrayOf(count));

    private static Gen<ContractEdit> Edit() => Gen.OneOf(
        OfVariant("summary", true, (variant, _) => variant with { Summary = "Other words." }),
        OfVariant("name", true, (variant, n) => variant with { Name = $"{variant.Name}-{n % 7}" }, IsFreeToRename),
        OfVariant("line", true, (variant, n) => variant with { At = new(n + 1, 1) }),
        OfVariant("status", false, (variant, n) => variant with { Expect = WithStatus(variant.Expect, Statuses[n % Statuses.Length]) }),
        OfVariant("effect", false, (variant, n) => variant with { Then = OtherEffects(variant.Then, n) }),
        OfVariant("callers", false, (variant, n) => variant with { Rule = variant.Rule with { Caller = Toggled(variant.Rule.Caller, n) } }),
        OfVariant("targets", false, (variant, n) => variant with { Rule = variant.Rule with { Target = Toggled(variant.Rule.Target, n) } }),
        OfVariant("header", false, (variant, n) => variant with { Expect = WithHeader(variant.Expect, n) }),
        OfVariant("body", false, (variant, n) => variant with { Expect = WithBody(variant.Expect, n) }),
        OfVariant("conditions", false, (variant, _) => variant with { Rule = variant.Rule with { Conditions = [] } }),
        OfVariant("bodies", false, (variant, n) =>
            variant with { Rule = variant.Rule with { Bodies = variant.Rule.Bodies.Skip(n % 2 + 1).ToValueList() } }),
        Gen.Choose(0, 1000).Select(n => new ContractEdit($"swap {n}", false, contract => Swapped(contract, n))),
        Gen.Choose(0, 1000).Select(n => new ContractEdit($"remove {n}", false, contract => Removed(contract, n))),
        Gen.Choose(0, 3).Select(n => new ContractEdit($"paths turned by {n}", true, contract => contract with
        {
            Paths = contract.Paths.Skip(n).Concat(contract.Paths.Take(n)).ToValueList(),
        })),
        Gen.Choose(1, 90).Select(n => new ContractEdit($"idle {n}", false, contract => contract with
        {
            Sessions = contract.Sessions with { IdleTimeout = contract.Sessions.IdleTimeout is null ? null : TimeSpan.FromMinutes(n) },
        })),
        Gen.Constant(new ContractEdit("carrier", false, contract => contract with { Sessions = WithOtherCarrier(contract.Sessions) })));

    private static Gen<ContractEdit> OfVariant(
        string name, bool isSilent, Func<Variant, int, Variant> edit, Func<Contract, Variant, bool>? isAllowed = null) =>
        from place in Gen.Choose(0, 1000)
        from n in Gen.Choose(0, 1000)
        select new ContractEdit($"{name} {n} of variant {place}", isSilent, contract =>
        {
            var all = contract.Paths.SelectMany(path => path.Operations.SelectMany(operation => operation.Variants)
                .Concat(path.OtherMethods)).ToList();
            var chosen = all[place % all.Count];
            return isAllowed?.Invoke(contract, chosen) == false ? contract
                : Mapped(contract, (_, variants) =>
                    variants.Select(variant => ReferenceEquals(variant, chosen) ? edit(variant, n) : variant));
        });

    private static Contract Mapped(Contract contract, Func<object, IEnumerable<Variant>, IEnumerable<Variant>> map) => contract with
    {
        Paths = contract.Paths.Select(path => path with
        {
            Operations = path.Operations.Select(operation =>
                operation with { Variants = map(operation, operation.Variants).ToValueList() }).ToValueList(),
            OtherMethods = map(path, path.OtherMethods).ToValueList(),
        }).ToValueList(),
    };

    private static Contract Swapped(Contract contract, int n)
    {
        var operations = contract.Operations.Where(operation => operation.Variants.Count > 1).ToList();
        var chosen = operations[n % operations.Count];
        var at = n % (chosen.Variants.Count - 1);
        return Mapped(contract, (owner, variants) => !ReferenceEquals(owner, chosen) ? variants
            : [.. chosen.Variants.Take(at), chosen.Variants[at + 1], chosen.Variants[at], .. chosen.Variants.Skip(at + 2)]);
    }

    private static Contract Removed(Contract contract, int n)
    {
        var free = contract.Operations.SelectMany(operation => operation.Variants).Where(variant => IsFreeToRename(contract, variant))
            .ToList();
        var chosen = free[n % free.Count];
        return Mapped(contract, (_, variants) => variants.Where(variant => !ReferenceEquals(variant, chosen)));
    }

    // Probes and alternatives name variants.
    private static bool IsFreeToRename(Contract contract, Variant variant) =>
        !contract.Sessions.Credentials.Select(credential => credential.Probe).Append(contract.Sessions.Probe).OfType<Probe>()
            .Any(probe => Is(probe.Operation, variant.Operation) && (Is(probe.Live, variant.Name) || Is(probe.Dead, variant.Name)))
        && !contract.Operations.SelectMany(operation => operation.Variants)
            .Any(other => Is(other.Operation, variant.Operation) && other.Instead is { } named && Is(named, variant.Name));

    private static Expectation WithStatus(Expectation expected, int status) =>
        expected is Expectation.Answer answer ? answer with { Status = status } : expected;

    private static Expectation WithHeader(Expectation expected, int n) => expected is not Expectation.Answer answer ? expected
        : answer with
        {
            Headers = n % 3 == 0 && answer.Headers.Count > 0 ? answer.Headers.Skip(1).ToValueList()
                : answer.Headers.Append(new($"X-Added-{n % 5}", [Template.Parse("value")])).ToValueList(),
        };

    private static Expectation WithBody(Expectation expected, int n) => expected is not Expectation.Answer { Body: { } body } answer
        ? expected
        : answer with
        {
            Body = n % 4 == 0 ? null
            : body with { Text = Template.Parse(n % 2 == 0 ? """{"other":true}""" : """{"message":"Other"}""") }
        };

    // Answers show the values of new sessions, so the reader of specs refuses a variant that shows some and opens none.
    private static ValueList<RoleState> OtherEffects(ValueList<RoleState> then, int n)
    {
        var opening = then.Where(state => state.Role is Role.Opened or Role.Renewed).ToList();
        var others = then.Except(opening).ToList();
        return n % 2 == 0 && others.Count > 0
            ? [.. others.Skip(1), .. opening]
            : [.. then.Where(state => state.Role != Role.Caller), new(Role.Caller, n % 3 == 0 ? SessionState.Active : SessionState.Ended)];
    }

    private static T Toggled<T>(T states, int n)
        where T : struct, Enum
    {
        var toggled = (int)(object)states ^ 1 << n % 6;
        return (T)Enum.ToObject(typeof(T), toggled);
    }

    private static SessionModel WithOtherCarrier(SessionModel sessions) => sessions with
    {
        Credentials = sessions.Credentials.Select(credential => credential.Carriers is not [{ Kind: CarrierKind.Header } first, ..]
            ? credential
            : credential with { Carriers = [first with { Name = $"{first.Name}-New" }, .. credential.Carriers.Skip(1)] }).ToValueList(),
    };

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
