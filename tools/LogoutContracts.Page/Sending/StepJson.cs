using System.Text.Json;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Page.Sending;

/// <summary>Writes what was sent, what came back, and what the contract says about it. Credentials are hashed.</summary>
internal static class StepJson
{
    public static void Write(Utf8JsonWriter json, IEnumerable<Step> steps)
    {
        json.WritePropertyName("steps");
        json.WriteArray(steps, Write);
    }

    private static void Write(Utf8JsonWriter json, Step step)
    {
        json.WriteStartObject();
        json.WriteString("kind", Words.Of(step.Kind));
        json.WriteString("title", step.Title);
        json.WriteString("request", step.Evidence.Request);
        json.WriteString("response", step.Evidence.Response);
        json.WriteNumber("status", step.Exchange.Response.Status);
        json.WriteBoolean("holds", step.Holds);
        json.WritePropertyName("variant");
        if (step.Variant is { } variant)
            Write(json, variant);
        else
            json.WriteNullValue();
        json.WritePropertyName("comparisons");
        json.WriteArray(step.Comparisons, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlannedVariant variant)
    {
        json.WriteStartObject();
        json.WriteString("operation", variant.Operation);
        json.WriteString("name", variant.Name);
        json.WriteString("summary", variant.Variant.Summary);
        json.WritePropertyName("basis");
        json.WriteArray(variant.Variant.Basis.Parts, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, (string Part, BasisPart Basis) stated)
    {
        json.WriteStartObject();
        json.WriteString("part", stated.Part);
        json.WriteString("kind", stated.Basis.Kind.InSpecWords());
        json.WriteString("place", stated.Basis.Place);
        json.WriteString("link", SourceLink.Of(stated.Basis.Place));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Comparison comparison)
    {
        json.WriteStartObject();
        json.WriteString("part", comparison.Part);
        json.WriteString("expected", comparison.Expected);
        json.WriteString("actual", comparison.Actual);
        json.WriteBoolean("holds", comparison.Holds);
        json.WriteEndObject();
    }
}
