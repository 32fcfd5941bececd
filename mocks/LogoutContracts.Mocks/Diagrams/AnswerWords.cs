using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Diagrams;

/// <summary>Describes a variant's answer, and what it does to sessions.</summary>
internal static class AnswerWords
{
    /// <summary>The status and the name.</summary>
    public static string Name(PlannedVariant variant) => $"{Status(variant)}{(variant.Answer is null ? ":" : "")} {variant.Name}";

    public static string Status(PlannedVariant variant) =>
        variant.Answer is { } answer ? answer.Status.ToString(CultureInfo.InvariantCulture) : "handshake refused";

    /// <summary>What changes, one line per session or value.</summary>
    public static IEnumerable<string> Effects(MockPlan plan, PlannedVariant variant)
    {
        foreach (var then in variant.Variant.Then.Where(then => then.State != StateBefore.Of(plan, variant, then)))
        {
            yield return then.Role switch
            {
                Role.Opened => "opens a session",
                Role.Renewed => "renews the session",
                _ => $"{then.Role.InSpecWords()} becomes {then.State.InSpecWords()}{(then.Value is null ? "" : $" ({then.Value})")}",
            };
        }
    }
}
