using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Refining;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Diffing.Rules.Requests;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Comparing;

/// <summary>
/// Headers, cookies and query parameters in the conditions of rules that have another name in the new version. Their author sees one
/// change, so the old rules are compared under the new name.
/// </summary>
internal sealed class RequestPartRenames
{
    private readonly Dictionary<NamedPart, string> newNames;

    private RequestPartRenames(ContractPair pair, Dictionary<NamedPart, string> newNames)
    {
        this.newNames = newNames;
        Applied = newNames.Count == 0 ? pair : pair with { Old = Renamed(pair.Old) };
    }

    /// <summary>The same contracts, with the new names in the old one's rules.</summary>
    public ContractPair Applied { get; }

    /// <summary>One finding per new name, unless the part carries a credential: then that has been found to be elsewhere.</summary>
    public IEnumerable<Finding> FindingsBeside(IEnumerable<CarrierChange> carriers)
    {
        var moved = carriers.Where(change => change.IsRename).SelectMany(change => change.Removed)
            .Select(carrier => carrier.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return newNames.Where(rename => !moved.Contains(rename.Key.ToString()))
            .Select(rename => RequestPartRenamed.Of(rename.Key.ToString(), (rename.Key with { Name = rename.Value }).ToString()));
    }

    public static RequestPartRenames Of(ContractPair pair)
    {
        var (old, @new) = (UsesOf(pair.Old), UsesOf(pair.New));
        var lost = old.Where(part => !@new.ContainsKey(part.Key)).ToList();
        var come = @new.Where(part => !old.ContainsKey(part.Key)).ToList();
        var names = new Dictionary<NamedPart, string>();
        foreach (var (part, uses) in lost)
        {
            var same = come.FindAll(other => other.Key.Part == part.Part && other.Value.SequenceEqual(uses, StringComparer.Ordinal));
            if (same is [var only]
                && lost.Count(other => other.Key.Part == part.Part && other.Value.SequenceEqual(uses, StringComparer.Ordinal)) == 1)
                names[part] = only.Key.Name;
        }

        return new(pair, names);
    }

    /// <summary>Whether the request has a part that has another name now.</summary>
    public bool Concerns(PlannedVariant before, PlannedVariant after) => newNames.Count > 0
        && before.Variant.Rule.Conditions.Concat(after.Variant.Rule.Conditions).Any(condition => PartsOf(condition).Any(part =>
            newNames.ContainsKey(part.Part) || newNames.Any(rename => part.Part == rename.Key with { Name = rename.Value })));

    /// <summary>The conditions on each part: where they are, and what they require.</summary>
    private static Dictionary<NamedPart, List<string>> UsesOf(MockPlan plan)
    {
        var uses = new Dictionary<NamedPart, List<string>>();
        foreach (var path in plan.Paths)
        {
            foreach (var variant in path.Operations.SelectMany(operation => operation.Variants).Concat(path.OtherMethods))
            {
                foreach (var (part, pattern) in variant.Variant.Rule.Conditions.SelectMany(PartsOf))
                {
                    if (!uses.TryGetValue(part, out var list))
                        uses[part] = list = [];
                    list.Add($"{Changes.ChangeId.PathKey(path.Template.Text)} {variant.Variant.Request.Method} {pattern}");
                }
            }
        }

        foreach (var list in uses.Values)
            list.Sort(StringComparer.Ordinal);
        return uses;
    }

    private static IEnumerable<(NamedPart Part, string Pattern)> PartsOf(Condition condition) => condition switch
    {
        Condition.Named named => [(NamedPart.Of(named), named.Pattern.ToString()!)],
        Condition.Pair pair =>
        [
            (new(RequestPart.Header, pair.Header), pair.State.ToString()), (new(RequestPart.Cookie, pair.Cookie), pair.State.ToString()),
        ],
        _ => [],
    };

    private MockPlan Renamed(MockPlan plan) => plan with
    {
        Paths = plan.Paths.Select(path => path with
        {
            Operations = path.Operations.Select(operation => operation with { Variants = Renamed(operation.Variants) }).ToValueList(),
            OtherMethods = Renamed(path.OtherMethods),
        }).ToValueList(),
    };

    private ValueList<PlannedVariant> Renamed(ValueList<PlannedVariant> variants) => variants.Select(planned =>
        planned with
        {
            Variant = planned.Variant with
            {
                Rule = planned.Variant.Rule with { Conditions = planned.Variant.Rule.Conditions.Select(Renamed).ToValueList() },
            },
        }).ToValueList();

    private Condition Renamed(Condition condition) => condition switch
    {
        Condition.Named named => named with { Name = NameOf(NamedPart.Of(named)) },
        Condition.Pair pair => pair with
        {
            Header = NameOf(new(RequestPart.Header, pair.Header)),
            Cookie = NameOf(new(RequestPart.Cookie, pair.Cookie)),
        },
        _ => condition,
    };

    private string NameOf(NamedPart part) => newNames.GetValueOrDefault(part, part.Name);
}
