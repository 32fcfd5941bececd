using System.Text.Json;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Workflows;

/// <summary>Evaluates criteria, and describes the values found by those that do not hold.</summary>
internal static class Criteria
{
    private const string Nothing = "nothing";

    public static ValueList<CriterionResult> Judge(ValueList<Criterion> criteria, Func<RuntimeExpression, JsonElement?> valueOf) =>
        criteria.Select(criterion => Judge(criterion, valueOf)).ToValueList();

    public static bool Hold(ValueList<Criterion> criteria, Func<RuntimeExpression, JsonElement?> valueOf) =>
        criteria.All(criterion => criterion.Test.Holds(valueOf));

    private static CriterionResult Judge(Criterion criterion, Func<RuntimeExpression, JsonElement?> valueOf) =>
        criterion.Test.Holds(valueOf) ? new(criterion, true, "") : new(criterion, false, FoundIn(criterion.Test, valueOf));

    private static string FoundIn(CriterionTest test, Func<RuntimeExpression, JsonElement?> valueOf) => test switch
    {
        CriterionTest.Simple simple =>
            string.Join(", ", simple.Condition.Expressions.Select(found => $"{found.Text} is {TextOf(found.ValueIn(valueOf))}")),
        CriterionTest.Pattern pattern => $"the text is {TextOf(valueOf(pattern.Context))}",
        CriterionTest.Query query => valueOf(query.Context) is { } value
            ? $"the query finds nothing in {TextOf(value)}" : "there is nothing to query",
        _ => "",
    };

    private static string TextOf(JsonElement? value) => value is { } found ? found.GetRawText() : Nothing;
}
