using System.Text.Json.Nodes;

namespace LogoutContracts.Drafting.Writing;

/// <summary>A variant in the order in which people write its fields.</summary>
internal static class VariantDraft
{
    public static JsonObject Of(
        string summary, DraftedAnswer answer, JsonObject? given = null, JsonObject? match = null, JsonObject? send = null,
        JsonObject? then = null)
    {
        var variant = new JsonObject { ["summary"] = summary };
        foreach (var (name, field) in new[] { ("given", given), ("match", match), ("send", send), ("expect", answer.Expect),
            ("then", then) })
        {
            if (field is not null)
                variant[name] = field;
        }

        // The values are invented, so only their types can be compared.
        if (answer.IsMade)
            variant["compare"] = "shape";
        variant["basis"] = answer.Basis;
        return variant;
    }
}
